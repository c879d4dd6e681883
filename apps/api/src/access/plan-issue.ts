import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { assertUsable, eligibleRole } from "@gatehouse/core/access/eligible-roles";
import type { RoleFacts, World } from "@gatehouse/core/access/estate-view";
import type { GrantUse } from "@gatehouse/core/access/grant";
import { decideNetworks, mayLiftNetworks, type Networks, type NetworkWish } from "@gatehouse/core/access/networks";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";

export type IssueWish = { roleArn: string; use: GrantUse; networks: NetworkWish };

/** Credentials that are to be issued: whose, of which role, by which hub, from where they work, and by which rule. */
export type IssuePlan = {
  person: string;
  role: RoleFacts;
  partition: string;
  hub: string;
  /** The name that the audit and the session's tag share. */
  issue: string;
  networks: Networks;
  because: string;
};

/**
 * Decides on this world whether a person may have credentials of a role now, and how; undefined where no rule grants it
 * to them. Throws what else stands in the way.
 */
export function planIssue(
  app: App,
  actor: Person,
  { wish, world }: { wish: IssueWish; world: World },
): IssuePlan | undefined {
  const { roleArn, use } = wish;
  const eligible = eligibleRole(actor, roleArn, world);
  if (eligible === undefined) return undefined;
  assertUsable(eligible, use);
  const role = world.estate.role(roleArn);
  const hub = world.estate.accounts().get(eligible.accountId)?.hub;
  if (role === undefined || hub === undefined)
    throw new Failure("not-found", "This role's account is not in the estate.");
  const rules = app.settings.current().no_ip_restrictions;
  const mayLift = mayLiftNetworks(actor, roleArn, { rules, naming: world.naming });
  return {
    person: actor.name,
    role,
    partition: eligible.partition,
    hub,
    issue: app.newId("issue"),
    networks: decideNetworks(app.config.credentials, wish.networks, mayLift),
    because: sentence(eligible),
  };
}

function sentence({ because: [first] }: EligibleRole): string {
  if (first === undefined) return "a rule names them";
  const { rule, identity } = first;
  switch (rule.kind) {
    case "tag":
      return `the role's tag ${rule.tag} names ${identity}`;
    case "settings":
      return `${rule.key} in the settings names ${identity}`;
    case "hook":
      return `the rule ${rule.name} names ${identity}`;
  }
}
