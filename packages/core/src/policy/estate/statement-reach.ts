import { serviceOf } from "../action-matcher.ts";
import { resourceMatcher } from "../arn-pattern.ts";
import { namesAllBuckets } from "../all-buckets.ts";
import type { PrincipalTree, StatementTree } from "../grammar/tree.ts";
import { memoise } from "../memoise.ts";
import { widened } from "../variable-pieces.ts";
import { resourcePatterns } from "../resource-patterns.ts";
import { type Matcher, parseWildcards, wildcard } from "../wildcard.ts";

/** Whether a statement covers something: "perhaps" where that hangs on a policy variable. */
export type Covers = "no" | "perhaps" | "yes";

/** What a statement could cover, before anybody's conditions, tags or names are looked at. */
export type StatementReach = {
  position: number;
  effect: "Allow" | "Deny";
  conditioned: boolean;
  /** False where neither Resource nor NotResource stands. */
  hasResource: boolean;
  /** The prefixes of the services that it can speak of, in lower case; "" stands for all. */
  services: readonly string[];
  principal: PrincipalTree | undefined;
  /** The action in lower case. */
  coversAction(action: string): boolean;
  coversResource(resource: string): Covers;
  /** The literal beginnings of its resources, one of which every resource that it covers begins with. */
  beginnings: readonly string[];
  /** The texts of Resource that have variables; undefined where NotResource has one. */
  open: readonly string[] | undefined;
};

/** Characters of remembered patterns, all together: some twenty thousand patterns. */
const CHARACTERS_KEPT = 2_000_000;
/** What a pattern weighs besides, in characters. */
const PATTERN_WEIGHT = 50;

const matcher = memoise(
  CHARACTERS_KEPT,
  (pattern) => wildcard(pattern),
  ({ length }) => PATTERN_WEIGHT + length,
);

const resourceTest = memoise(
  CHARACTERS_KEPT,
  (pattern) => resourceMatcher(parseWildcards(pattern)),
  ({ length }) => PATTERN_WEIGHT + length,
);

/** Reads the reach of one statement; none of a statement without an effect. */
export function reachOf(tree: StatementTree): StatementReach[] {
  if (tree.effect === undefined) return [];
  const { action } = tree;
  const patterns = (action?.values ?? []).map(({ value }) => value.toLowerCase());
  const wanted = action?.element === "Action";
  const matchers = patterns.map(matcher);
  return [
    {
      position: tree.index + 1,
      effect: tree.effect,
      conditioned: tree.conditions.length > 0,
      hasResource: tree.resource !== undefined,
      services: wanted ? [...new Set(patterns.map(namedService))] : [""],
      principal: tree.principal,
      coversAction: (asked) => some(matchers, asked) === wanted,
      coversResource: withAllBuckets(tree, resourcesOf(tree)),
      open: openOf(tree),
      beginnings: beginningsOf(tree),
    },
  ];
}

/** The service that a pattern of actions names; "" where it names several, or none. */
function namedService(pattern: string): string {
  const service = serviceOf(pattern);
  return service === pattern || /[*?]/.test(service) ? "" : service;
}

function beginningsOf(tree: StatementTree): readonly string[] {
  if (tree.resource?.element !== "Resource") return [""];
  const texts = resourcePatterns(tree);
  const beginnings = texts.map((text) => /^[^*?$]*/.exec(text)?.[0] ?? "");
  return [...new Set([...beginnings, ...(texts.some(namesAllBuckets) ? ["*"] : [])])];
}

function openOf(tree: StatementTree): readonly string[] | undefined {
  const texts = resourcePatterns(tree).filter((text) => text.includes("${"));
  return tree.resource?.element === "NotResource" && texts.length > 0 ? undefined : texts;
}

function resourcesOf(tree: StatementTree): StatementReach["coversResource"] {
  const { resource } = tree;
  if (resource === undefined) return () => "yes";
  const texts = resourcePatterns(tree);
  const plain = texts.filter((text) => !text.includes("${")).map(resourceTest);
  // A variable's value may have colons, which no wildcard in its place would match.
  const variable = texts.filter((text) => text.includes("${")).map((text) => matcher(widened(text)));
  if (resource.element === "Resource")
    return (asked) => {
      if (some(plain, asked)) return "yes";
      return some(variable, asked) ? "perhaps" : "no";
    };
  // A variable without a value makes NotResource cover nothing.
  const rest = variable.length > 0 ? "perhaps" : "yes";
  return (asked) => (some(plain, asked) ? "no" : rest);
}

/** An ARN of all buckets covers "*" of Amazon S3's actions; whether the action is one is left to the evaluation. */
function withAllBuckets(
  { effect, resource }: StatementTree,
  covers: StatementReach["coversResource"],
): StatementReach["coversResource"] {
  if (resource?.values.some(({ value }) => namesAllBuckets(value)) !== true) return covers;
  if (effect === "Allow") return (asked) => (asked === "*" ? "yes" : covers(asked));
  return (asked) => (asked === "*" && covers(asked) === "yes" ? "perhaps" : covers(asked));
}

function some(matchers: readonly Matcher[], text: string): boolean {
  for (const matches of matchers) if (matches(text)) return true;
  return false;
}
