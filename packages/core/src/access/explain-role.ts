import type { Person } from "../actor.ts";
import { describeRole } from "./describe-role.ts";
import type { Because } from "./eligible-role.ts";
import { eligibleRole } from "./eligible-roles.ts";
import type { RoleFacts, World } from "./estate-view.ts";
import type { RoleExplanation } from "./explanation.ts";
import type { Grant } from "./grant.ts";
import { comparedIdentities } from "./identity.ts";
import { skeleton } from "./near-misses.ts";

const MOST_MATCHES = 10;
const MOST_GRANTS = 20;

/**
 * Answers "why can I (not) see role X?" for the roles that the question matches, at most ten: a whole ARN means that
 * role, anything else any part of an ARN or account name. The walk over the estate ends at the tenth match.
 */
export function explainRole(person: Person, query: string, world: World): RoleExplanation[] {
  return matchingRoles(query, world).map((role) => explain(person, role, world));
}

function matchingRoles(query: string, world: World): RoleFacts[] {
  const exact = world.estate.role(query.trim());
  if (exact) return [exact];
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [];
  const accounts = world.estate.accounts();
  const named = new Set(
    [...accounts.values()].filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ id }) => id),
  );
  const found: RoleFacts[] = [];
  for (const role of world.estate.roles()) {
    if (!named.has(role.accountId) && !role.arn.toLowerCase().includes(wanted)) continue;
    // The name alone is the likeliest thing to be meant by it.
    if (role.name.toLowerCase() === wanted) found.unshift(role);
    else found.push(role);
    if (found.length >= MOST_MATCHES) break;
  }
  return found;
}

function explain(person: Person, role: RoleFacts, world: World): RoleExplanation {
  const { facts } = describeRole(role, world);
  const eligible = eligibleRole(person, role.arn, world);
  const grants = world.estate.grantsOn(role.arn);
  const own = new Set(comparedIdentities(person, world.naming));
  const others = grants.filter(({ identity }) => !own.has(identity));
  const about = {
    arn: role.arn,
    name: role.name,
    accountId: role.accountId,
    accountName: facts.accountName,
    ...(facts.environment !== undefined && { environment: facts.environment }),
    because: eligible?.because ?? [],
    grantedTo: others.slice(0, MOST_GRANTS).map(({ identity, use, rule }) => ({ identity, use, rule })),
  };
  if (!eligible) return { ...about, verdict: "not-granted", answer: whyNot(person, others) };
  const granted = sentence(person, eligible.because[0]);
  if (eligible.unusable !== undefined) {
    return {
      ...about,
      verdict: "unusable",
      answer: `You are granted it, as ${granted}, but it cannot be used now. ${eligible.unusable}`,
    };
  }
  if (eligible.use === "cli-only") {
    return { ...about, verdict: "cli-only", answer: `You may use it from the CLI only, as ${granted}.` };
  }
  return {
    ...about,
    verdict: "console-and-cli",
    answer: `You may use it in the console and from the CLI, as ${granted}.`,
  };
}

function whyNot(person: Person, others: readonly Grant[]): string {
  if (others.length === 0)
    return "No rule grants this role to anybody: it carries no tag that grants, and the settings do not name it.";
  const groups = new Map(person.groups.map((group) => [skeleton(group), group]));
  const near = others.find(({ identity }) => groups.has(skeleton(identity)));
  const yours = near && groups.get(skeleton(near.identity));
  if (near && yours !== undefined)
    return `No rule names you, but ${rule(near)} names ${near.identity}, and you are in ${yours}.`;
  const count = person.groups.length;
  return `No rule of this role names you or ${count === 1 ? "your group" : `any of your ${count} groups`}.`;
}

function sentence(person: Person, because: Because | undefined): string {
  if (!because) return "a rule names you";
  const named = because.identity === person.name.toLowerCase() ? "you" : `your group ${because.identity}`;
  return `${rule(because)} names ${named}`;
}

function rule({ rule }: Pick<Grant, "rule">): string {
  switch (rule.kind) {
    case "tag":
      return `its tag ${rule.tag}`;
    case "settings":
      return `${rule.key} in the settings`;
    case "hook":
      return `the rule ${rule.name}`;
  }
}
