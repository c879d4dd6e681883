import type { Command } from "@gatehouse/core/commands";

/** What a command lets a program do, for those whose name does not say it plainly. */
const WORDS: Partial<Record<Command, string>> = {
  "list-eligible-roles": "See which roles you may use",
  "explain-role": "Ask why you may, or may not, use a role",
  "check-policies": "Check policies, and look up actions",
  "evaluate-access": "Ask what a role may do",
  "view-policies": "Read the policies of roles that you may not use",
  "sign-in-to-console": "Sign in to the AWS console as you",
  "save-preferences": "Change your pins and your region",
  "view-jobs": "See how the sync goes",
  "run-job": "Start a sync",
  "confirm-removal": "Confirm held removals",
  "view-settings": "Read the settings",
  "edit-settings": "Change the settings",
  "view-own-audit": "Read what you did, in the audit log",
  "view-audit": "Read the whole audit log",
  "end-cli-logins-of-others": "End other people’s CLI logins",
  "end-access-of-others": "End other people’s sessions and tokens",
};

/** Says what a scope allows. */
export function scopeWords(scope: Command): string {
  const plain = scope.replaceAll("-", " ");
  return WORDS[scope] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
