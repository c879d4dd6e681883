import { Environment } from "./account.ts";

/** How an environment is told: which account tag names it, and the words that mean each environment. */
export type EnvironmentRules = { tag: string; words: Readonly<Record<Environment, readonly string[]>> };

/** What an account says of its environment. */
export type AccountSigns = { tags: Readonly<Record<string, string>>; units: readonly string[]; name: string };

/**
 * Tells an account's environment by its tag, else by a word of its innermost unit that has one, else by a word of its
 * name. Where the words name two environments, that place tells nothing: no chip rather than a guess.
 */
export function environmentOfAccount(account: AccountSigns, rules: EnvironmentRules): Environment | undefined {
  const tag = Object.hasOwn(account.tags, rules.tag) ? (account.tags[rules.tag] ?? "") : "";
  const places = [tag, ...account.units.toReversed(), account.name];
  return places.map((place) => environmentIn(place, rules)).find((environment) => environment !== undefined);
}

function environmentIn(text: string, rules: EnvironmentRules): Environment | undefined {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const meant = Environment.options.filter((environment) =>
    rules.words[environment].some((word) => words.includes(word.toLowerCase())),
  );
  return meant.length === 1 ? meant[0] : undefined;
}
