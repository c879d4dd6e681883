import type { Account } from "@gatehouse/core/account";
import type { Grant } from "@gatehouse/core/access/grant";
import { grantsFromSettings } from "@gatehouse/core/access/grants-from-settings";
import type { Settings } from "@gatehouse/core/settings";
import type { App } from "../app.ts";
import { createEstateIndex } from "./estate-index.ts";
import type { EstateRole } from "./estate-role.ts";
import { createFreshness } from "./freshness.ts";
import { createReader } from "./reader.ts";
import type { EstateStatus } from "./status.ts";

/**
 * The read model: the whole estate in this process's memory. No method but filled and refresh waits, and none
 * reads the store; an account's part is replaced at once, so that a request which does not await sees one state.
 */
export type Estate = {
  /** Tells whether the answers are complete and fresh; asking starts the filling. */
  status(): EstateStatus;
  /** Resolves when the first complete index stands; at once ever after. Asking starts the filling. */
  filled(): Promise<void>;
  accounts(): ReadonlyMap<string, Account>;
  role(arn: string): EstateRole | undefined;
  /** All roles, account by account. */
  roles(): IterableIterator<EstateRole>;
  rolesOf(accountId: string): readonly EstateRole[];
  roleCount(): number;
  /** The grants that name this identity: an e-mail lower-cased, or a group exactly. */
  grantsOf(identity: string): readonly Grant[];
  /** The grants on this role, whoever they name. */
  grantsOn(roleArn: string): readonly Grant[];
  /** Those of them that the settings make. */
  settingsGrantsOn(roleArn: string): readonly Grant[];
  /** All identities that any rule names, each with the number of its grants. */
  identities(): IterableIterator<[identity: string, grants: number]>;
  /** How many roles each granting tag key stands on. */
  rolesByTag(): ReadonlyMap<string, number>;
  /** The finish time of the last complete listing of this account and kind. */
  asOf(accountId: string, kind: string): string | undefined;
  /** When the index was last known to hold what the store holds, in milliseconds; undefined before it was filled. */
  comparedAt(): number | undefined;
  /** Compares all generations with the store's and re-reads what differs; also done every 5 s. */
  refresh(): Promise<void>;
  close(): Promise<void>;
};

type Parts = Pick<App, "store" | "cache" | "config" | "settings" | "roleGrants" | "now" | "log">;

/** Makes a read model that fills itself when it is first asked, and keeps itself fresh until it is closed. */
export function createEstate(parts: Parts): Estate {
  const { settings, config, roleGrants } = parts;
  const naming = { lowerCaseGroups: config.groups.lower_case };
  const whole = createEstateIndex();
  const reader = createReader({ store: parts.store, index: whole, roleGrants });
  const freshness = createFreshness(parts, reader);
  let granted: Settings | undefined;

  /** Settings are replaced, never changed: other ones are indexed when somebody next looks. */
  const index = () => {
    const current = settings.current();
    if (current !== granted) whole.setSettingsGrants(grantsFromSettings(current, naming));
    granted = current;
    return whole;
  };

  return {
    status: freshness.status,
    filled: freshness.filled,
    refresh: freshness.refresh,
    comparedAt: freshness.comparedAt,
    close: freshness.close,
    asOf: reader.asOf,
    accounts: whole.accounts,
    role: whole.role,
    roles: whole.roles,
    rolesOf: whole.rolesOf,
    roleCount: whole.roleCount,
    rolesByTag: whole.rolesByTag,
    grantsOf: (identity) => index().grantsOf(identity),
    identities: () => index().identities(),
    settingsGrantsOn: (roleArn) => index().settingsGrantsOn(roleArn),
    grantsOn(roleArn) {
      const role = whole.role(roleArn);
      return [...(role ? roleGrants(role) : []), ...index().settingsGrantsOn(roleArn)];
    },
  };
}
