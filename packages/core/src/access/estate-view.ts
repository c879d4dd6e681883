import type { Account } from "../account.ts";
import type { IamRole } from "../role/role.ts";
import type { Grant } from "./grant.ts";
import type { Naming } from "./identity.ts";

/** What access decisions need to know of a role. */
export type RoleFacts = Pick<IamRole, "arn" | "accountId" | "name" | "path" | "trustPolicy">;

/** What access decisions need to know of a hub: who it is and whether it is itself a role session, once AWS told it. */
export type HubFacts = { roleArn?: string; chained?: boolean };

/** What access decisions ask of the estate. Every answer is a look-up, but for the three that walk. */
export type EstateView = {
  accounts(): ReadonlyMap<string, Account>;
  role(arn: string): RoleFacts | undefined;
  roleCount(): number;
  grantsOf(identity: string): readonly Grant[];
  grantsOn(roleArn: string): readonly Grant[];
  asOf(accountId: string, kind: string): string | undefined;
  /** Walks all roles. */
  roles(): Iterable<RoleFacts>;
  /** Walks all identities that any rule names, each with the number of its grants. */
  identities(): Iterable<[identity: string, grants: number]>;
  /** Walks the accounts: how many roles carry each granting tag. */
  rolesByTag(): ReadonlyMap<string, number>;
};

/** The estate, all configured hubs by name, and how names are compared where not exactly. */
export type World = { estate: EstateView; hubs: ReadonlyMap<string, HubFacts>; naming?: Naming };
