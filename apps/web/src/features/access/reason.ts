import type { Because } from "@gatehouse/core/access/eligible-role";
import type { GrantRule } from "@gatehouse/core/access/grant";

/** What kind of identity a rule names: an e-mail is a person, anything else a group. */
export function identityKind(identity: string): "person" | "group" {
  return identity.includes("@") ? "person" : "group";
}

/** Says in a few words through what a person sees a role. */
export function shortReason(because: readonly Because[]): string {
  const [first, ...others] = because;
  if (!first) return "By an unknown rule";
  const said = identityKind(first.identity) === "person" ? "You, by name" : `Group ${first.identity}`;
  const prefixed = first.rule.kind === "tag" ? said : `${sourceOf(first.rule)}: ${lowerFirst(said)}`;
  return others.length === 0 ? prefixed : `${prefixed}, +${others.length}`;
}

function sourceOf(rule: GrantRule): string {
  return rule.kind === "settings" ? "Settings" : "Hook";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Says in the middle of a sentence which rule made a grant. */
export function ruleWords(rule: GrantRule): string {
  switch (rule.kind) {
    case "tag":
      return `the tag ${rule.tag} on the role`;
    case "settings":
      return `the setting ${rule.key}`;
    case "hook":
      return `the hook ${rule.name}`;
  }
}

/** Says one reason whole. */
export function reasonSentence({ identity, rule }: Because): string {
  const who = identityKind(identity) === "person" ? "you by name" : `your group ${identity}`;
  const words = ruleWords(rule);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} names ${who}`;
}
