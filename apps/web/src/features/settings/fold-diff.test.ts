import { expect, test } from "bun:test";
import { diffLines } from "@gatehouse/core/settings/diff-lines";
import { countChanges, foldDiff } from "./fold-diff.ts";

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`);

test("what differs is shown with three lines around it, and the rest is folded with its count", () => {
  const older = numbered(1, 20);
  const newer = older.with(9, "changed");
  const lines = diffLines(older.join("\n"), newer.join("\n"));
  expect(foldDiff(lines).map((line) => (line.kind === "folded" ? line.count : `${line.number} ${line.kind}`))).toEqual([
    6,
    "7 same",
    "8 same",
    "9 same",
    "10 removed",
    "10 added",
    "11 same",
    "12 same",
    "13 same",
    7,
  ]);
  expect(countChanges(lines)).toBe(2);
});

test("two equal texts are one fold", () => {
  expect(foldDiff(diffLines("a\nb", "a\nb"))).toEqual([{ kind: "folded", count: 2 }]);
});
