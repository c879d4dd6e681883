import type { AdminGroup } from "./admin-groups.ts";

/** Everything a door can ask for. Adding one without a rule does not compile. */
export const COMMANDS = [
  "list-eligible-roles",
  "explain-role",
  "check-policies",
  "evaluate-access",
  "view-policies",
  "sign-in-to-console",
  "save-preferences",
  "view-jobs",
  "run-job",
  "confirm-removal",
  "view-settings",
  "edit-settings",
  "view-own-audit",
  "view-audit",
  "view-profile",
  "list-tokens",
  "create-token",
  "revoke-token",
  "answer-cli-login",
  "manage-cli-logins",
  "end-cli-logins-of-others",
  "issue-cli-credentials",
  "sign-out",
  "end-access-of-others",
] as const;
export type Command = (typeof COMMANDS)[number];

/**
 * Who may run a command: everyone who is signed in, or who is named in one of these admin groups (can_admin always
 * passes); whether Gatehouse itself may; and whether an API token may, where it was scoped to the command.
 */
export type Rule = { may: "everyone" | readonly AdminGroup[]; system: boolean; tokens: boolean };

const EVERYONE: Rule = { may: "everyone", system: false, tokens: true };
/** What belongs to a person's own session: no token does it, and none makes another. */
const IN_PERSON: Rule = { may: "everyone", system: false, tokens: false };
const ADMINS: Rule = { may: [], system: true, tokens: true };

/** Each command's rule; the one table that says who may do what. */
export const RULES: Readonly<Record<Command, Rule>> = {
  "list-eligible-roles": EVERYONE,
  "explain-role": EVERYONE,
  "check-policies": EVERYONE,
  /** Its reasons show what policies say: those that were pasted, and of roles those that one may view. */
  "evaluate-access": EVERYONE,
  /** Of any role; each person views those of the roles that they may use. */
  "view-policies": { may: ["can_admin_policies", "can_audit"], system: false, tokens: true },
  /** The address that it answers is the AWS session itself, and outlives the token by hours: who leaks one leaks the other. */
  "sign-in-to-console": IN_PERSON,
  "save-preferences": EVERYONE,
  "view-jobs": EVERYONE,
  "run-job": ADMINS,
  "confirm-removal": ADMINS,
  "view-settings": { may: ["can_edit_config", "can_audit"], system: false, tokens: true },
  "edit-settings": { may: ["can_edit_config"], system: false, tokens: true },
  "view-own-audit": EVERYONE,
  /** What everybody did; each person sees what they did themselves. */
  "view-audit": { may: ["can_audit"], system: false, tokens: true },
  "view-profile": IN_PERSON,
  "list-tokens": IN_PERSON,
  "create-token": IN_PERSON,
  "revoke-token": IN_PERSON,
  "answer-cli-login": IN_PERSON,
  "manage-cli-logins": IN_PERSON,
  "end-cli-logins-of-others": { ...ADMINS, tokens: false },
  "issue-cli-credentials": IN_PERSON,
  "sign-out": IN_PERSON,
  "end-access-of-others": { ...ADMINS, system: false },
};

/** Commands that are part of a wider one: a token scoped to that needs no other scope for them. */
export const PART_OF: Readonly<Partial<Record<Command, Command>>> = { "view-own-audit": "view-audit" };

/** The commands that an API token can be scoped to. */
export const TOKEN_COMMANDS: readonly Command[] = COMMANDS.filter((command) => RULES[command].tokens);
