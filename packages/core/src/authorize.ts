import { comparedIdentities, normalizeIdentity } from "./access/identity.ts";
import type { Actor } from "./actor.ts";

/** Everything a door can ask for. Adding one without a rule does not compile. */
export const COMMANDS = [
  "list-eligible-roles",
  "explain-role",
  "sign-in-to-console",
  "save-preferences",
  "view-jobs",
  "run-job",
  "confirm-removal",
  "sign-out",
] as const;
export type Command = (typeof COMMANDS)[number];

/** A decision is never a bare boolean: it says why. */
export type Authorization = { allowed: boolean; because: string };

type Rule = (actor: Actor, admins: readonly string[]) => Authorization;

const signedIn: Rule = (actor) =>
  actor.kind === "person"
    ? { allowed: true, because: "you are signed in" }
    : { allowed: false, because: "only a person can do this" };

const admin: Rule = (actor, admins) => {
  if (actor.kind === "system") return { allowed: true, because: "Gatehouse itself acts" };
  const named = new Set(admins.map((identity) => normalizeIdentity(identity)));
  const by = comparedIdentities(actor).find((identity) => named.has(identity));
  return by === undefined
    ? { allowed: false, because: "only people and groups named in groups.can_admin can do this" }
    : { allowed: true, because: `groups.can_admin names ${by}` };
};

const RULES: Record<Command, Rule> = {
  "list-eligible-roles": signedIn,
  "explain-role": signedIn,
  "sign-in-to-console": signedIn,
  "save-preferences": signedIn,
  "view-jobs": signedIn,
  "run-job": admin,
  "confirm-removal": admin,
  "sign-out": signedIn,
};

/** Decides whether an actor may run a command, and says by which rule; the one place where that is decided. */
export function authorize(actor: Actor, command: Command, admins: readonly string[]): Authorization {
  return RULES[command](actor, admins);
}
