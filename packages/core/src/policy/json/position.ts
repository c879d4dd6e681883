import type { JsonNode, Span } from "./node.ts";
import { shown } from "./shown.ts";

/** A place as editors and people count it: lines and columns from 1. */
export type Position = { line: number; column: number };

/** Answers line and column of an offset; "\r\n" ends one line. */
export function positionAt(text: string, offset: number): Position {
  return positionsIn(text)(offset);
}

/** Answers line and column of offsets of one text; each is counted from the one before it, so their order is best kept. */
export function positionsIn(text: string): (offset: number) => Position {
  let line = 1;
  let from = 0;
  let next = text.indexOf("\n");
  return (offset) => {
    while (offset < from) {
      line -= 1;
      next = from - 1;
      from = next === 0 ? 0 : text.lastIndexOf("\n", next - 1) + 1;
    }
    while (next >= 0 && next < offset) {
      line += 1;
      from = next + 1;
      next = text.indexOf("\n", from);
    }
    return { line, column: offset - from + 1 };
  };
}

/** Names the value that a span lies in by its way from the root, e.g. Statement[1].Action[0]; the root itself is "". */
export function pathAt(root: JsonNode | undefined, { start, end }: Span): string {
  const covers = (from: number, to: number): boolean => from <= start && end <= to;
  let node = root;
  let path = "";
  while (node !== undefined) {
    const step = stepInto(node, covers);
    if (step === undefined) return path;
    path += step.by === "" || path !== "" || step.by.startsWith("[") ? step.by : step.by.slice(1);
    node = step.node;
  }
  return path;
}

function stepInto(
  node: JsonNode,
  covers: (from: number, to: number) => boolean,
): { by: string; node?: JsonNode } | undefined {
  if (node.kind === "list") {
    const index = node.items.findIndex((item) => covers(item.start, item.end));
    const item = node.items[index];
    return item === undefined ? undefined : { by: `[${index}]`, node: item };
  }
  if (node.kind !== "object") return undefined;
  const inside = node.members.find(({ key, value }) => covers(key.start, value.end));
  if (inside === undefined) return undefined;
  const { key, value } = inside;
  const by = /^\w{1,60}$/.test(key.value) ? `.${key.value}` : `[${shown(key.value)}]`;
  return covers(value.start, value.end) ? { by, node: value } : { by };
}
