import { leafReader } from "./leaves.ts";
import { oncePerShape, textTrait, type Members, type Shape } from "./schema.ts";

/** A form body as the tree that its dotted names spell: Tags.member.1.Key=… */
export type FormNode = { text?: string; children: Map<string, FormNode> };
type Read = (node: FormNode, flat: boolean) => unknown;

/** Parses a form body into a tree. */
export function formTree(body: string): FormNode {
  const root: FormNode = { children: new Map() };
  for (const [name, value] of new URLSearchParams(body)) {
    let node = root;
    for (const part of name.split(".")) {
      const child = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, child);
      node = child;
    }
    node.text = value;
  }
  return root;
}

function numbered(node: FormNode | undefined): FormNode[] {
  return [...(node?.children ?? [])]
    .filter(([key]) => /^\d+$/.test(key))
    .toSorted(([left], [right]) => Number(left) - Number(right))
    .map(([, child]) => child);
}

function listReader(shape: Shape): Read {
  const item = shape.getValueSchema();
  const tag = textTrait(item, "xmlName") ?? "member";
  return (node, flat) => numbered(flat ? node : node.children.get(tag)).map((one) => formReader(item)(one, false));
}

function mapReader(shape: Shape): Read {
  const [key, value] = [shape.getKeySchema(), shape.getValueSchema()];
  const [keyTag, valueTag] = [textTrait(key, "xmlName") ?? "key", textTrait(value, "xmlName") ?? "value"];
  return (node, flat) =>
    Object.fromEntries(
      numbered(flat ? node : node.children.get("entry")).map((entry) => [
        entry.children.get(keyTag)?.text ?? "",
        formReader(value)(entry.children.get(valueTag) ?? { children: new Map() }, false),
      ]),
    );
}

function structureReader(shape: Shape): Read {
  const fields = [...shape.structIterator()].map(([name, member]) => ({
    name,
    member,
    tag: textTrait(member, "xmlName") ?? name,
    flat: Boolean(member.getMergedTraits().xmlFlattened),
  }));
  return (node) => {
    const members: Members = {};
    for (const { name, member, tag, flat } of fields) {
      const child = node.children.get(tag);
      if (child) members[name] = formReader(member)(child, flat);
    }
    return members;
  };
}

const compositeReader: (shape: Shape) => Read = oncePerShape((shape) => {
  if (shape.isListSchema()) return listReader(shape);
  return shape.isMapSchema() ? mapReader(shape) : structureReader(shape);
});

/** Reads a shape from its place in a form, as awsQuery writes it. */
export function formReader(shape: Shape): Read {
  const leaf = leafReader(shape);
  return leaf ? (node) => leaf(node.text ?? "") : compositeReader(shape);
}
