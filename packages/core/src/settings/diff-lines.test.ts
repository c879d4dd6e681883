import { expect, test } from "bun:test";
import { type DiffLine, diffLines } from "./diff-lines.ts";

const write = (lines: readonly DiffLine[]): string[] =>
  lines.map(({ kind, text }) => `${{ same: " ", removed: "-", added: "+" }[kind]}${text}`);

test.each([
  ["nothing of two empty texts", "", "", []],
  ["all of a text that is new", "", "a\nb\n", ["+a", "+b"]],
  ["a changed line as one removed and one added", "a\nb\nc\n", "a\nB\nc\n", [" a", "-b", "+B", " c"]],
  ["an insertion in its place", "a\nc", "a\nb\nc", [" a", "+b", " c"]],
  ["a removal at the end", "a\nb", "a", [" a", "-b"]],
  ["two changes apart", "a\nb\nc\nd\ne", "a\nX\nc\nd\nY", [" a", "-b", "+X", " c", " d", "-e", "+Y"]],
])("shows %s", (...[, older, newer, expected]) => {
  expect(write(diffLines(older, newer))).toEqual(expected);
});

test("whatever the texts, what is kept and removed is the older and what is kept and added is the newer", () => {
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  for (let round = 0; round < 300; round += 1) {
    const text = () => Array.from({ length: 1 + next(14) }, () => "abcd"[next(4)] ?? "").join("\n");
    const [older, newer] = [text(), text()];
    const lines = diffLines(older, newer);
    const of = (unwanted: DiffLine["kind"]) => lines.filter(({ kind }) => kind !== unwanted).map(({ text }) => text);
    expect([of("added").join("\n"), of("removed").join("\n")]).toEqual([older, newer]);
  }
});

test("two long texts without a line in common are told in a moment, as one replaced by the other", () => {
  const text = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word}${at}`).join("\n");
  const lines = diffLines(text("a"), text("b"));
  expect([lines.length, lines[0]?.kind, lines.at(-1)?.kind]).toEqual([6_000, "removed", "added"]);
});
