import type { JsonNode } from "../json/node.ts";

/** The value that JSON.parse would give for a node; of equal keys the last counts. */
export function valueOf(node: JsonNode): unknown {
  switch (node.kind) {
    case "null":
      return null;
    case "list":
      return node.items.map(valueOf);
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, valueOf(value)]));
    default:
      return node.value;
  }
}
