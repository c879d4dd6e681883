import type { JsonNode, Span } from "./node.ts";

/** A place as editors and people count it: lines and columns from 1. */
export type Position = { line: number; column: number };

/** Answers line and column of an offset; "\r\n" ends one line. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let from = 0;
  for (;;) {
    const end = text.indexOf("\n", from);
    if (end < 0 || end >= offset) return { line, column: offset - from + 1 };
    line += 1;
    from = end + 1;
  }
}

/** Names the value that a span lies in by its way from the root, e.g. Statement[1].Action[0]; the root itself is "". */
export function pathAt(root: JsonNode | undefined, { start, end }: Span): string {
  const covers = (span: Span): boolean => span.start <= start && end <= span.end;
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

function stepInto(node: JsonNode, covers: (span: Span) => boolean): { by: string; node?: JsonNode } | undefined {
  if (node.kind === "list") {
    const index = node.items.findIndex(covers);
    const item = node.items[index];
    return item === undefined ? undefined : { by: `[${index}]`, node: item };
  }
  if (node.kind !== "object") return undefined;
  const inside = node.members.find(({ key, value }) => covers({ start: key.start, end: value.end }));
  if (inside === undefined) return undefined;
  const { key, value } = inside;
  const by = /^\w+$/.test(key.value) ? `.${key.value}` : `[${JSON.stringify(key.value)}]`;
  return covers(value) ? { by, node: value } : { by };
}
