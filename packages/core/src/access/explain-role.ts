import type { Person } from "../actor.ts";
import { describeRole } from "./describe-role.ts";
import type { Because } from "./eligible-role.ts";
import { eligibleRole } from "./eligible-roles.ts";
import type { RoleFacts, World } from "./estate-view.ts";
import type { RoleExplanation } from "./explanation.ts";
import type { Grant } from "./grant.ts";
import { comparedIdentities, isPerson } from "./identity.ts";
import { skeleton } from "./near-misses.ts";

const MOST_MATCHES = 10;
const MOST_GRANTS = 20;

/**
 * Answers "why can I (not) see role X?" for the roles that the question matches, at most ten: a whole ARN means that
 * role, anything else a role's whole name, wherever it stands, and then any part of an ARN or account name.
 */
export function explainRole(person: Person, query: string, world: Telling): RoleExplanation[] {
  return matchingRoles(query, world).map((role) => explain(person, role, world));
}

/** Whether whoever asks may know which other people are granted a role; groups anybody may know. */
type Telling = World & { namesPeople: boolean };

function matchingRoles(query: string, world: World): RoleFacts[] {
  const exact = world.estate.role(query.trim());
  if (exact) return [exact];
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [];
  const accounts = world.estate.accounts();
  const named = new Set(
    [...accounts.values()].filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ id }) => id),
  );
  const whole = new Set(first(world.estate.roles(), ({ name }) => isSame(name, wanted)));
  // No copy of every ARN in lower case: there are many, and nobody else is answered meanwhile.
  const part = new RegExp(RegExp.escape(wanted), "i");
  const partly = first(world.estate.roles(), (role) => named.has(role.accountId) || part.test(role.arn));
  return [...whole.union(new Set(partly))].slice(0, MOST_MATCHES);
}

/** The first ten that fit; the walk ends there. */
function first(roles: Iterable<RoleFacts>, fits: (role: RoleFacts) => boolean): RoleFacts[] {
  const found: RoleFacts[] = [];
  for (const role of roles) {
    if (fits(role)) found.push(role);
    if (found.length >= MOST_MATCHES) break;
  }
  return found;
}

function isSame(name: string, wanted: string): boolean {
  return name.length === wanted.length && name.toLowerCase() === wanted;
}

function explain(person: Person, role: RoleFacts, world: Telling): RoleExplanation {
  const { facts } = describeRole(role, world);
  const eligible = eligibleRole(person, role.arn, world);
  const grants = world.estate.grantsOn(role.arn);
  const own = new Set(comparedIdentities(person, world.naming));
  const others = grants.filter(({ identity }) => !own.has(identity));
  const told = world.namesPeople ? others : others.filter(({ identity }) => !isPerson(identity));
  const untold = new Set(others.filter((grant) => !told.includes(grant)).map(({ identity }) => identity));
  const about = {
    arn: role.arn,
    name: role.name,
    accountId: role.accountId,
    accountName: facts.accountName,
    ...(facts.environment !== undefined && { environment: facts.environment }),
    because: eligible?.because ?? [],
    grantedTo: told.slice(0, MOST_GRANTS).map(({ identity, use, rule }) => ({ identity, use, rule })),
    grantedToPeople: untold.size,
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
