import { comparedIdentities, EXACT_GROUPS, normalizeIdentity } from "./access/identity.ts";
import type { Actor, Person } from "./actor.ts";
import type { AdminGroup, Authority } from "./admin-groups.ts";
import { type Command, PART_OF, type Rule, RULES } from "./commands.ts";

/** A decision is never a bare boolean: it says why. */
export type Authorization = { allowed: boolean; because: string };

/** Decides whether an actor may run a command, and says by which rule; the one place where that is decided. */
export function authorize(actor: Actor, command: Command, authority: Authority): Authorization {
  const rule = RULES[command];
  if (actor.kind === "system") {
    return rule.system ? allow("Gatehouse itself acts") : refuse("only a person can do this");
  }
  return outsideToken(actor, command, rule) ?? decide(actor, rule, authority);
}

/** A token acts as its owner, but only where it was scoped to: it never adds to what its owner may do. */
function outsideToken({ token }: Person, command: Command, rule: Rule): Authorization | undefined {
  if (token === undefined) return undefined;
  if (!rule.tokens) return refuse("an API token cannot do this: sign in on the page");
  const wider = PART_OF[command];
  if (token.scopes.includes(command) || (wider !== undefined && token.scopes.includes(wider))) return undefined;
  return refuse(`the API token "${token.name}" is not scoped to ${command}`);
}

/** Answers by which name a person is in an admin group; undefined where they are not. */
export function memberBy(person: Person, group: AdminGroup, authority: Authority): string | undefined {
  const named = namedIn(authority, group);
  return comparedIdentities(person, authority.naming).find((identity) => named.has(identity));
}

function decide(person: Person, { may }: Rule, authority: Authority): Authorization {
  if (may === "everyone") return allow("you are signed in");
  const groups: readonly AdminGroup[] = ["can_admin", ...may];
  for (const group of groups) {
    const by = memberBy(person, group, authority);
    if (by !== undefined) return allow(`groups.${group} names ${by}`);
  }
  const words = groups.map((group) => `groups.${group}`).join(" or ");
  return refuse(`only people and groups named in ${words} can do this`);
}

function namedIn({ groups, naming = EXACT_GROUPS }: Authority, group: AdminGroup): ReadonlySet<string> {
  return new Set(groups[group].map((identity) => normalizeIdentity(identity, naming)));
}

function allow(because: string): Authorization {
  return { allowed: true, because };
}

function refuse(because: string): Authorization {
  return { allowed: false, because };
}
