import { Failure } from "@gatehouse/core/failure";
import type { Catalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import { readPolicy } from "@gatehouse/core/policy/grammar/read-policy";
import type { StatementTree } from "@gatehouse/core/policy/grammar/tree";

/** What the policies of one call may have together: AWS's own largest ones have a third of each. */
const MOST = {
  statements: 400,
  /** Resources, principals and values of conditions. */
  values: 2_000,
  /** Wildcards in those, beyond which comparing them with each other takes seconds. */
  wildcards: 1_500,
  /** Characters of one of those, of an action or a key; an ARN has 2,048 at most. */
  characters: 2_048,
  variables: 1_000,
  mistakes: 1_000,
} as const;

/** Comparisons of written actions with those of AWS, about 2 million of which take a second. */
const MOST_COMPARED = 300_000;
/** Characters of all values of a request's context. */
const MOST_CONTEXT = 20_000;
/** To find what may have been meant by an action that AWS does not list takes as long as so many comparisons. */
const SUGGESTION = 8;

/** Throws "too-large" where the policies of one call would keep the process from other requests for long. */
export function assertAffordable(catalogue: Catalogue, texts: readonly string[]): void {
  const read = texts.map((text) => readPolicy(text));
  const statements = read.flatMap(({ tree }) => tree.statements);
  within(statements.length, MOST.statements, "statements");
  within(
    sum(read, ({ problems }) => problems.length),
    MOST.mistakes,
    "mistakes in their form",
  );
  const values = statements.flatMap(valuesOf);
  within(values.length, MOST.values, "resources, principals and values of conditions");
  within(sum(values, wildcardsIn), MOST.wildcards, "wildcards in resources and values");
  within(
    sum(texts, (text) => text.split("${").length - 1),
    MOST.variables,
    "policy variables",
  );
  const actions = statements.flatMap(({ action }) => action?.values.map(({ value }) => value) ?? []);
  const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.value));
  if ([...values, ...actions, ...keys].some(({ length }) => length > MOST.characters))
    throw tooLarge(`An action, a key or a value is longer than ${MOST.characters} characters, which no ARN is`);
  assertActions(catalogue, actions);
}

/** Throws "too-large" where written actions would take long to compare with all that AWS has. */
export function assertActions(catalogue: Catalogue, patterns: readonly string[]): void {
  const unique = new Set(patterns.map((pattern) => pattern.toLowerCase()));
  const compared = sum([...unique], (pattern) => comparisons(catalogue, pattern));
  if (compared > MOST_COMPARED)
    throw tooLarge(
      "There are too many different actions that have a wildcard in the name of the service, or that AWS does not list",
    );
}

/** Throws "too-large" where what is known of a request would take long to compare with every value of its policies. */
export function assertContext(context: Readonly<Record<string, readonly string[]>>): void {
  const characters = sum(Object.values(context).flat(), (value) => value.length);
  within(characters, MOST_CONTEXT, "characters in the request's keys");
}

function comparisons(catalogue: Catalogue, pattern: string): number {
  const [prefix = ""] = pattern.split(":", 1);
  if (pattern === "*" || pattern === "*:*") return 0;
  if (/[*?]/.test(prefix)) return catalogue.size;
  const known = catalogue.service(prefix)?.actions.length;
  if (known === undefined) return catalogue.prefixes.length * SUGGESTION;
  if (/[*?]/.test(pattern)) return known;
  return catalogue.action(pattern) === undefined ? known * SUGGESTION : 0;
}

function valuesOf({ resource, principal, conditions }: StatementTree): string[] {
  return [
    ...(resource?.values ?? []).map(({ value }) => value),
    ...(principal?.names ?? []).map(({ name }) => name.value),
    ...conditions.flatMap((condition) => condition.values.map(({ value }) => String(value))),
  ];
}

const wildcardsIn = (value: string): number => value.match(/[*?]/g)?.length ?? 0;

function within(count: number, most: number, what: string): void {
  if (count > most) throw tooLarge(`There are ${count} ${what}, more than the ${most} that are looked at together`);
}

const tooLarge = (why: string): Failure =>
  new Failure("too-large", `${why}. Split the policy, and ask about its parts one after another.`);

function sum<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
