import { memoise } from "../memoise.ts";
import type { Catalogue } from "./catalogue.ts";
import { distance } from "./distance.ts";
import { ACTIONS_OF_OPERATIONS, PREFIXES_OF_NAMES } from "./other-names.ts";

const SUGGESTIONS = 3;

/**
 * Answers up to three names that may have been meant, the nearest first, and of equally near ones that which begins alike the
 * longest; a name of a third other letters is not near.
 */
export function nearest(written: string, names: readonly string[]): string[] {
  const lower = written.toLowerCase();
  const limit = Math.max(1, Math.floor(lower.length / 3));
  return names
    .map((name) => ({ name, away: distance(lower, name.toLowerCase(), limit) }))
    .filter(({ away }) => away <= limit)
    .map((near) => ({ ...near, alike: alikeUpTo(lower, near.name.toLowerCase()) }))
    .sort((one, other) => one.away - other.away || other.alike - one.alike || (one.name < other.name ? -1 : 1))
    .slice(0, SUGGESTIONS)
    .map(({ name }) => name);
}

function alikeUpTo(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** Characters of remembered names, all together: some thousand names. */
const CHARACTERS_KEPT = 100_000;
/** What the suggestions of a name weigh besides, in characters. */
const NAME_WEIGHT = 50;

/** Remembers suggestions as long as their catalogue lives: while somebody edits, the same mistake is asked for again and again. */
function remembering<Answer>(suggest: (catalogue: Catalogue, written: string) => Answer): typeof suggest {
  const byCatalogue = new WeakMap<Catalogue, (written: string) => Answer>();
  return (catalogue, written) => {
    const known =
      byCatalogue.get(catalogue) ??
      memoise(
        CHARACTERS_KEPT,
        (text) => suggest(catalogue, text),
        ({ length }) => NAME_WEIGHT + length,
      );
    byCatalogue.set(catalogue, known);
    return known(written);
  };
}

/** Answers the prefixes of services that may have been meant. */
export const suggestServices = remembering((catalogue, prefix) => {
  const known = PREFIXES_OF_NAMES.get(prefix.toLowerCase());
  return known === undefined ? nearest(prefix, catalogue.prefixes) : [known];
});

/** Answers the actions that may have been meant: what an operation of that name needs, or what is near in the same service, or in one whose prefix is near. */
export const suggestActions = remembering((catalogue, written) => {
  const needed = ACTIONS_OF_OPERATIONS.get(written.toLowerCase());
  if (needed !== undefined) return [...needed];
  const [prefix = "", name = ""] = written.split(":", 2);
  const service = catalogue.service(prefix);
  const services = service === undefined ? suggestServices(catalogue, prefix) : [prefix];
  const actions = services.flatMap((one) => catalogue.service(one)?.actions ?? []);
  const near = nearest(
    name,
    actions.map((action) => action.name),
  );
  return near.flatMap((found) => actions.find((action) => action.name === found)?.id ?? []);
});

/** Answers the condition keys that may have been meant, of the same prefix or global; a key of tags with the name that is written. */
export const suggestConditionKeys = remembering((catalogue, written) => {
  const [prefix = ""] = written.split(":", 1);
  const service = catalogue.service(prefix);
  const slash = written.indexOf("/");
  const named = slash < 0 ? "" : written.slice(slash + 1);
  const keys = [...catalogue.globalKeys, ...(service?.conditionKeys ?? [])].map(({ key }) =>
    named === "" ? key : key.replace(/(?<=\/)\$\{[^}]*\}$/, () => named),
  );
  return nearest(written, [...new Set(keys)]);
});

/** Answers the prefix of a service that was surely meant, or undefined where it is not sure. */
export const surePrefix = remembering((catalogue, prefix) => surely(prefix, suggestServices(catalogue, prefix)));

/** Answers the action that was surely meant, or undefined where it is not sure. */
export const sureAction = remembering((catalogue, written) => surely(written, suggestActions(catalogue, written)));

/** Answers the condition key that was surely meant, or undefined where it is not sure or a name is to be filled in. */
export const sureConditionKey = remembering((catalogue, written) => {
  const sure = oneSlip(written, suggestConditionKeys(catalogue, written));
  return sure?.includes("${") === true ? undefined : sure;
});

/** The only suggestion that is known by a name, or that is one slip away from it. */
function surely(written: string, suggested: readonly string[]): string | undefined {
  const lower = written.toLowerCase();
  if (!ACTIONS_OF_OPERATIONS.has(lower) && !PREFIXES_OF_NAMES.has(lower)) return oneSlip(written, suggested);
  return suggested.length === 1 ? suggested[0] : undefined;
}

/** The only name that is one slip away. */
function oneSlip(written: string, near: readonly string[]): string | undefined {
  const lower = written.toLowerCase();
  const [first, second] = near.filter((name) => distance(lower, name.toLowerCase(), 1) === 1);
  return second === undefined ? first : undefined;
}
