import { tableOf } from "@gatehouse/core/table-of";

/** Why no login began: the CLI opens a page with one of these words in place of a token, since it can show no text itself. */
export const NOT_BEGUN: ReadonlyMap<string, { title: string; text: string }> = tableOf({
  "too-many": {
    title: "Too many CLI logins began here",
    text: "More than 60 logins began at your address within a minute, so this one did not. Stop what keeps starting them, wait a minute, then run the command again.",
  },
  "no-name": {
    title: "The CLI did not say who you are",
    text: "It sent no name, or one that nobody has. Set challenge_settings.user in ~/.weep/weep.yaml to the name you sign in with, then run the command again.",
  },
});
