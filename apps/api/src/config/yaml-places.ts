import { type Document, isAlias, isCollection, isMap, isNode, isPair, isScalar, visit, type YAMLMap } from "yaml";

/** Answers where a path stands in the text: its value or its key, or where it is missing what should hold it. */
export function offsetOf(document: Document, path: readonly PropertyKey[], at: "key" | "value"): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const last = String(path.at(-1));
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last) : undefined;
  const node = at === "key" ? pair?.key : (pair?.value ?? document.getIn(path, true));
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1), "value");
}

/** Answers where aliases cannot be followed: at the first without its anchor or "<<" without a map, else at the last of too many. */
export function aliasOffset(document: Document): number {
  let unresolved: number | undefined;
  let last = 0;
  visit(document, {
    Alias(_, alias) {
      last = alias.range?.[0] ?? last;
      if (alias.resolve(document) === undefined) unresolved ??= last;
    },
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.source !== "<<" || isMap(value) || isAlias(value)) return;
      unresolved ??= isNode(value) ? value.range?.[0] : undefined;
    },
  });
  return unresolved ?? last;
}

/** Answers where a key stands that its map has already, in one walk however large the maps are. */
export function repeatedKeys(document: Document): [number, number][] {
  const found: [number, number][] = [];
  const nodes: unknown[] = [document.contents];
  // The list grows while it is read: a call for each level would overflow the stack.
  for (const node of nodes) {
    if (isPair(node)) nodes.push(node.key, node.value);
    if (isCollection(node)) for (const item of node.items) nodes.push(item);
    if (isMap(node)) found.push(...repeatedIn(node));
  }
  return found;
}

function repeatedIn({ items }: YAMLMap): [number, number][] {
  const seen = new Set<unknown>();
  return items.flatMap(({ key }): [number, number][] => {
    if (!isScalar(key)) return [];
    const { value, range } = key;
    if (seen.has(value)) return [[range?.[0] ?? 0, range?.[1] ?? 0]];
    seen.add(value);
    return [];
  });
}

/** So many levels are all that anyone needs to find a place that has its line as well. */
const DEEPEST = 20;

/** Answers the innermost key whose value holds this place, for errors of the YAML itself. */
export function keyAt(document: Document, offset: number): string[] {
  const path: string[] = [];
  let node: unknown = document.contents;
  while (isMap(node) && path.length < DEEPEST) {
    const before = node.items.findLast(({ key }) => isScalar(key) && (key.range?.[0] ?? 0) <= offset);
    if (!before || !isScalar(before.key)) break;
    path.push(before.key.source ?? String(before.key.value));
    node = before.value;
  }
  return path;
}
