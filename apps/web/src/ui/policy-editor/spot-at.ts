import type { syntaxTree } from "@codemirror/language";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import { tableOf } from "@gatehouse/core/table-of";

type Tree = ReturnType<typeof syntaxTree>;
type SyntaxNode = ReturnType<Tree["resolveInner"]>;

/** What stands at an offset of a policy's text, between which offsets. */
export type SpotAt = { spot: Spot; from: number; to: number };

type Source = { text: string; tree: Tree };

/**
 * Answers in which place of a policy an offset lies, by JSON's tree, which also stands while the text is broken; upTo
 * cuts what is written there, so that a choice is made by what stands before the cursor.
 */
export function spotAt(source: Source, offset: number, upTo: number = Number.POSITIVE_INFINITY): SpotAt | undefined {
  const node = textAt(source.tree, offset);
  if (node === undefined) return undefined;
  const isName = node.name === "PropertyName";
  const from = node.from + 1;
  const closed = node.to > from && source.text[node.to - 1] === '"';
  const to = closed ? node.to - 1 : node.to;
  if (offset < from || offset > to) return undefined;
  const place = placeOf(pathOf(source, node), isName);
  if (place === undefined) return undefined;
  const written = source.text.slice(from, Math.min(to, upTo));
  return { spot: { ...place, written, ...nearby(source, node, isName) }, from, to };
}

function textAt(tree: Tree, offset: number): SyntaxNode | undefined {
  for (const side of [-1, 1] as const) {
    const node = tree.resolveInner(offset, side);
    if (node.name === "String" || node.name === "PropertyName") return node;
  }
  return undefined;
}

/** The names of the properties that a node lies in, from the outermost; a property's own name does not lie in it. */
function pathOf({ text }: Source, node: SyntaxNode): string[] {
  const path: string[] = [];
  let inner = node;
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const name = outer.name === "Property" ? outer.getChild("PropertyName") : null;
    if (name !== null && name.from !== inner.from) path.unshift(unquoted(text, name));
    inner = outer;
  }
  return path;
}

function unquoted(text: string, { from, to }: SyntaxNode): string {
  return text.slice(from + 1, to - 1);
}

type Placed = Omit<Spot, "written">;

const IN_STATEMENT: ReadonlyMap<string, Placed["place"]> = tableOf({
  Effect: "effect",
  Action: "action",
  NotAction: "action",
  Resource: "resource",
  NotResource: "resource",
  Principal: "principal",
  NotPrincipal: "principal",
});

function placeOf([top, element, third, fourth, ...deeper]: string[], isName: boolean): Placed | undefined {
  if (deeper.length > 0) return undefined;
  if (top === undefined) return isName ? { place: "policy-element" } : undefined;
  if (top === "Version" && !isName) return { place: "version" };
  if (top !== "Statement") return undefined;
  if (element === undefined) return isName ? { place: "statement-element" } : undefined;
  if (element === "Condition") return inCondition({ operator: third, key: fourth }, isName);
  if (/^(Not)?Principal$/.test(element)) return inPrincipal(third, isName);
  const place = IN_STATEMENT.get(element);
  return isName || place === undefined || third !== undefined ? undefined : { place };
}

type Conditions = { operator: string | undefined; key: string | undefined };

function inCondition({ operator, key }: Conditions, isName: boolean): Placed | undefined {
  if (operator === undefined) return isName ? { place: "operator" } : undefined;
  if (key === undefined) return isName ? { place: "condition-key", operator } : undefined;
  return isName ? undefined : { place: "condition-value", operator, key };
}

function inPrincipal(kind: string | undefined, isName: boolean): Placed | undefined {
  if (isName) return kind === undefined ? { place: "principal-kind" } : undefined;
  return { place: "principal", principalKind: kind ?? "AWS" };
}

const MOST_NEAR = 100;

/** What stands near a place: the actions of its statement, and beside a name the other names. */
function nearby(source: Source, node: SyntaxNode, isName: boolean): Pick<Spot, "actions" | "present"> {
  const actions = actionsNear(source, node).slice(0, MOST_NEAR);
  const object = node.parent?.parent;
  const names = isName && object ? object.getChildren("Property") : [];
  const present = names
    .flatMap((property) => property.getChild("PropertyName") ?? [])
    .filter(({ from }) => from !== node.from)
    .map((name) => unquoted(source.text, name));
  return {
    ...(actions.length === 0 ? {} : { actions }),
    ...(present.length === 0 ? {} : { present: present.slice(0, MOST_NEAR) }),
  };
}

function actionsNear(source: Source, node: SyntaxNode): string[] {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (outer.name !== "Object") continue;
    const properties = outer.getChildren("Property");
    const action = properties.find((property) => {
      const name = property.getChild("PropertyName");
      return name !== null && unquoted(source.text, name) === "Action";
    });
    if (action === undefined) continue;
    const texts = action.getChild("Array")?.getChildren("String") ?? action.getChildren("String");
    return texts.filter(({ from }) => from !== node.from).map((text) => unquoted(source.text, text));
  }
  return [];
}
