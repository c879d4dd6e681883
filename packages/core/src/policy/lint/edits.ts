import { rewrite } from "../grammar/reading.ts";
import type { ConditionTree, Edit, StatementTree } from "../grammar/tree.ts";
import type { JsonNode, Member, Span, StringNode } from "../json/node.ts";

/** Edits that take one item out of a list of at least two, with the comma that it leaves behind. */
export function removeItem(items: readonly Span[], item: Span): Edit[] | undefined {
  const index = items.indexOf(item);
  const before = items[index - 1];
  const after = items[index + 1];
  if (before !== undefined) return [{ start: before.end, end: item.end, text: "" }];
  return after === undefined ? undefined : [{ start: item.start, end: after.start, text: "" }];
}

/** Edits that write another text in the place of one. */
export function replaceText(at: Span, text: string): Edit[] {
  return [rewrite(at, text)];
}

/** Edits that rename a condition operator; none where the statement has that one already. */
export function renameOperator({ condition }: StatementTree, operator: StringNode, name: string): Edit[] | undefined {
  return renameKey(membersOf(condition?.value), operator, name);
}

/** The same for an operator that compares one key only: by another operator the other keys would change their meaning. */
export function renameOperatorOfOne(statement: StatementTree, operator: StringNode, name: string): Edit[] | undefined {
  return besides(statement, operator).length > 1 ? undefined : renameOperator(statement, operator, name);
}

/** Edits that rename the key of a condition; none where its operator compares that key already. */
export function renameConditionKey(
  statement: StatementTree,
  { operator, key }: ConditionTree,
  name: string,
): Edit[] | undefined {
  return renameKey(besides(statement, operator), key, name);
}

/** AWS takes two names that differ in case only for one, and refuses it. */
function renameKey(members: readonly Member[], key: StringNode, name: string): Edit[] | undefined {
  const lower = name.toLowerCase();
  const isTaken = members.some((one) => one.key !== key && one.key.value.toLowerCase() === lower);
  return isTaken ? undefined : replaceText(key, name);
}

/** All that an operator compares. */
const besides = ({ condition }: StatementTree, operator: StringNode): readonly Member[] =>
  membersOf(membersOf(condition?.value).find(({ key }) => key === operator)?.value);

const membersOf = (node: JsonNode | undefined): readonly Member[] => (node?.kind === "object" ? node.members : []);
