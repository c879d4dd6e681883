import { letsIn } from "../policy/trust.ts";
import type { Account } from "../account.ts";
import { parseArn } from "../arn.ts";
import type { EligibleRole } from "./eligible-role.ts";
import type { HubFacts, RoleFacts, World } from "./estate-view.ts";
import { sessionSeconds } from "./session.ts";

/** What is true of a role whoever asks, and the text by which rows are sorted. */
export type RoleDescription = { facts: Omit<EligibleRole, "use" | "because" | "asOf">; key: string };

type Known = { account: Account | undefined; hub: HubFacts | undefined; description: RoleDescription };

/** Role, account and hub are replaced, never changed, so an answer holds as long as it came from the same three. */
const known = new WeakMap<RoleFacts, Known>();

/** Describes a role as every person sees it, with the reason why it cannot be used where there is one. */
export function describeRole(role: RoleFacts, world: World): RoleDescription {
  const account = world.estate.accounts().get(role.accountId);
  const hub = account && world.hubs.get(account.hub);
  const before = known.get(role);
  if (before && before.account === account && before.hub === hub) return before.description;
  const description = describe(role, account, hub);
  known.set(role, { account, hub, description });
  return description;
}

function describe(role: RoleFacts, account: Account | undefined, hub: HubFacts | undefined): RoleDescription {
  const accountName = account?.name ?? role.accountId;
  const unusable = whyUnusable(role, account, hub);
  const facts = {
    arn: role.arn,
    name: role.name,
    path: role.path,
    accountId: role.accountId,
    accountName,
    partition: parseArn(role.arn)?.partition ?? account?.partition ?? "",
    ...(account?.environment !== undefined && { environment: account.environment }),
    units: account?.units ?? [],
    ...(hub?.chained !== undefined && { sessionSeconds: sessionSeconds({ chained: hub.chained }) }),
    ...(unusable !== undefined && { unusable }),
  };
  return { facts, key: `${accountName}\n${role.name}\n${role.arn}`.toLowerCase() };
}

/** A sentence that says why a granted role cannot be used now; undefined where it can, or where nobody knows yet. */
function whyUnusable(role: RoleFacts, account: Account | undefined, hub: HubFacts | undefined): string | undefined {
  if (!account) return "Its account is no longer in the estate.";
  if (account.state === "UNKNOWN") return "AWS Organizations says of its account a state that we do not know.";
  if (account.state !== "ACTIVE") return `AWS Organizations says that its account is ${account.state}.`;
  if (account.leftAt !== undefined)
    return `Its account left the organization; it was last listed before ${account.leftAt}.`;
  if (!hub) return `No hub named ${account.hub}, which its account needs, is configured.`;
  if (hub.roleArn === undefined) return undefined;
  const trust = letsIn(role.trustPolicy, hub.roleArn);
  return trust.in ? undefined : trust.because;
}
