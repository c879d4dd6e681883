import type { Catalogue } from "./catalogue/catalogue.ts";
import { readValidPolicy } from "./grammar/read-valid-policy.ts";
import type { ConditionTree, PrincipalTree, StatementTree, Texts } from "./grammar/tree.ts";

/** How the names that AWS compares without regard to case are written. */
export type Spelling = { action(id: string): string; conditionKey(key: string): string };

const LOWER: Spelling = { action: (id) => id.toLowerCase(), conditionKey: (key) => key.toLowerCase() };

/** Writes known actions and condition keys as AWS does, for people to read; all else in lower case. */
export function spellingOf(catalogue: Catalogue): Spelling {
  return {
    action: (id) => catalogue.action(id)?.id ?? id.toLowerCase(),
    conditionKey: (key) => {
      const known = catalogue.conditionKey(key)?.key;
      return known === undefined || known.includes("${") ? key.toLowerCase() : known;
    },
  };
}

/**
 * Answers one text for all policies that say the same in another order, case, or form of list, which is unchanged when
 * made canonical again; a policy that AWS would refuse is a Failure "invalid".
 */
export function canonicalPolicy(text: string, spelling: Spelling = LOWER): string {
  const { version, id, statements } = readValidPolicy(text);
  const written = statements.map((statement) => JSON.stringify(canonicalStatement(statement, spelling)));
  const policy = {
    Version: version?.value ?? "2008-10-17",
    ...(id === undefined ? {} : { Id: id.value }),
    Statement: unique(written).map((statement): unknown => JSON.parse(statement)),
  };
  return JSON.stringify(policy);
}

function canonicalStatement(tree: StatementTree, spelling: Spelling): unknown {
  const { sid, effect, principal, action, resource, conditions } = tree;
  return {
    ...(sid === undefined ? {} : { Sid: sid.value }),
    Effect: effect,
    ...(principal === undefined ? {} : { [principal.element]: canonicalPrincipal(principal) }),
    ...texts(action, spelling.action),
    ...texts(resource, (text) => text),
    ...(conditions.length === 0 ? {} : { Condition: canonicalConditions(conditions, spelling) }),
  };
}

function texts(list: Texts<string> | undefined, spell: (text: string) => string): Record<string, unknown> {
  return list === undefined ? {} : { [list.element]: oneOrList(list.values.map(({ value }) => spell(value))) };
}

/** AWS reads {"AWS": "*"} as "*". https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
function canonicalPrincipal({ everyone, names }: PrincipalTree): unknown {
  const byKind = Map.groupBy(names, ({ kind }) => kind);
  const kinds = [...byKind].map(([kind, of]) => [kind, oneOrList(of.map(({ name }) => name.value))] as const);
  const [first] = kinds;
  const isEveryone = kinds.length === 1 && first?.[0] === "AWS" && first[1] === "*";
  return everyone !== undefined || isEveryone ? "*" : sorted(kinds);
}

/** A key that stands twice, in two cases or operators of two cases, keeps both its lists: each must hold by itself. */
function canonicalConditions(conditions: readonly ConditionTree[], spelling: Spelling): unknown {
  const byOperator = Map.groupBy(conditions, ({ operator }) => operator.value);
  return sorted(
    [...byOperator].map(([operator, of]) => [
      operator,
      sorted(
        of.map(({ key, values }) => [
          keyOf(of, key.value, spelling),
          oneOrList(values.map(({ value }) => String(value))),
        ]),
      ),
    ]),
  );
}

function keyOf(siblings: readonly ConditionTree[], key: string, spelling: Spelling): string {
  const twins = siblings.filter((sibling) => sibling.key.value.toLowerCase() === key.toLowerCase());
  return twins.length > 1 ? key : spelling.conditionKey(key);
}

function sorted(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function oneOrList(values: readonly string[]): string | string[] {
  const once = unique(values);
  const [only] = once;
  return once.length === 1 && only !== undefined ? only : once;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
