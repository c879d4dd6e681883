import { Failure } from "@gatehouse/core/failure";
import type { Catalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import { type ReadPolicy, readPolicy } from "@gatehouse/core/policy/grammar/read-policy";
import type { StatementTree } from "@gatehouse/core/policy/grammar/tree";
import type { JsonNode } from "@gatehouse/core/policy/json/node";

/** What the policies of one call may have together: AWS's own largest ones have about a third of each. */
const MOST = {
  statements: 400,
  conditions: 750,
  values: 2_000,
  wildcards: 1_500,
  beside: 2_000_000,
  variables: 1_000,
  mistakes: 500,
} as const;
type Counted = keyof typeof MOST;

const WORDS: Readonly<Record<Counted, string>> = {
  statements: "statements",
  conditions: "conditions",
  values: "resources, principals and values of conditions",
  // Beyond so many, comparing them with each other takes seconds.
  wildcards: "wildcards in resources and values",
  // Each action is asked whether it knows the type of each resource beside it.
  beside: "characters of resources, counted for each action beside them,",
  variables: "policy variables",
  mistakes: "mistakes in their form",
};
const COUNTED = Object.keys(MOST) as Counted[];

/** Characters of any text in a policy; an ARN has so many at most. */
const MOST_CHARACTERS = 2_048;
/** Comparisons of what is written with what AWS has, about 2 million of which take a second. */
const MOST_COMPARED = 300_000;
/** Characters of all values of a request's context. */
const MOST_CONTEXT = 20_000;
/** To find what may have been meant by an action or a key that AWS does not list takes as long as so many comparisons. */
const SUGGESTION = 8;

/**
 * Throws "too-large" where the policies of one call would keep the process from other requests for long; they are read
 * one after another, and none after what is too much already.
 */
export function assertAffordable(catalogue: Catalogue, texts: readonly string[]): void {
  const totals = new Map<Counted, number>();
  const [actions, keys, services] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const text of texts) {
    const read = readPolicy(text);
    const found = countsOf(read);
    for (const counted of COUNTED) {
      const total = (totals.get(counted) ?? 0) + found[counted];
      totals.set(counted, total);
      within(total, MOST[counted], WORDS[counted]);
    }
    if (read.tree.root !== undefined) assertLengths(read.tree.root);
    for (const { action, conditions, principal } of read.tree.statements) {
      for (const { value } of action?.values ?? []) actions.add(value);
      for (const { key } of conditions) keys.add(key.value);
      for (const { kind, name } of principal?.names ?? []) if (kind === "Service") services.add(name.value);
    }
  }
  assertCompared(
    sum([...actions], (action) => comparisons(catalogue, action)) +
      sum([...keys], (key) => comparisonsOfKey(catalogue, key)) +
      sum([...services], (service) => comparisonsOfService(catalogue, service)),
  );
}

/** Throws "too-large" where written actions would take long to compare with all that AWS has. */
export function assertActions(catalogue: Catalogue, patterns: readonly string[]): void {
  assertCompared(sum([...new Set(patterns)], (pattern) => comparisons(catalogue, pattern)));
}

function assertCompared(compared: number): void {
  if (compared > MOST_COMPARED)
    throw tooLarge(
      "There are too many different actions that have a wildcard in the name of the service, or actions, condition keys and services that AWS does not list",
    );
}

/** Throws "too-large" where what is known of a request would take long to compare with every value of its policies. */
export function assertContext(context: Readonly<Record<string, readonly string[]>>): void {
  const characters = sum(Object.values(context).flat(), (value) => value.length);
  within(characters, MOST_CONTEXT, "characters in the request's keys");
}

/** In whatever case a text is written, it is compared anew. */
function comparisons(catalogue: Catalogue, pattern: string): number {
  const [prefix = ""] = pattern.split(":", 1);
  if (pattern === "*" || pattern === "*:*") return 0;
  if (/[*?]/.test(prefix)) return catalogue.size;
  const known = catalogue.service(prefix)?.actions.length;
  if (known === undefined) return catalogue.prefixes.length * SUGGESTION;
  if (/[*?]/.test(pattern)) return known;
  return catalogue.action(pattern) === undefined ? known * SUGGESTION : 0;
}

function comparisonsOfKey(catalogue: Catalogue, key: string): number {
  if (catalogue.conditionKey(key) !== undefined) return 0;
  const [prefix = ""] = key.split(":", 1);
  const ofService = catalogue.service(prefix)?.conditionKeys.length ?? 0;
  return (catalogue.globalKeys.length + ofService) * SUGGESTION;
}

/** Most services are named like the prefix of their actions. */
function comparisonsOfService(catalogue: Catalogue, service: string): number {
  const [name = ""] = service.split(".", 1);
  return catalogue.service(name) === undefined ? catalogue.prefixes.length : 0;
}

function countsOf({ tree: { text, statements }, problems }: ReadPolicy): Record<Counted, number> {
  const values = statements.flatMap(valuesOf);
  return {
    statements: statements.length,
    conditions: sum(statements, ({ conditions }) => conditions.length),
    values: values.length,
    wildcards: sum(values, wildcardsIn),
    beside: sum(statements, besideEachOther),
    variables: text.split("${").length - 1,
    mistakes: problems.length,
  };
}

function valuesOf({ resource, principal, conditions }: StatementTree): string[] {
  return [
    ...(resource?.values ?? []).map(({ value }) => value),
    ...(principal?.names ?? []).map(({ name }) => name.value),
    ...conditions.flatMap((condition) => condition.values.map(({ value }) => String(value))),
  ];
}

/** Every name and text counts: what is told of a policy repeats them. */
function assertLengths(node: JsonNode): void {
  if (node.kind === "string" && node.value.length > MOST_CHARACTERS)
    throw tooLarge(`A text in it is longer than ${MOST_CHARACTERS} characters, which no ARN is`);
  if (node.kind === "list") for (const item of node.items) assertLengths(item);
  if (node.kind !== "object") return;
  for (const { key, value } of node.members) {
    assertLengths(key);
    assertLengths(value);
  }
}

/** Actions that stand twice, and those with a wildcard, are not asked for their types of resources. */
function besideEachOther({ action, resource }: StatementTree): number {
  const characters = sum(resource?.values ?? [], ({ value }) => (value === "*" ? 0 : value.length));
  if (characters === 0) return 0;
  const actions = new Set(action?.values.map(({ value }) => value.toLowerCase()));
  return characters * [...actions].filter((text) => wildcardsIn(text) === 0).length;
}

const wildcardsIn = (value: string): number => value.match(/[*?]/g)?.length ?? 0;

function within(count: number, most: number, what: string): void {
  if (count > most) throw tooLarge(`There are more than the ${most} ${what} that are looked at together`);
}

const tooLarge = (why: string): Failure =>
  new Failure("too-large", `${why}. Split the policy, and ask about its parts one after another.`);

function sum<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
