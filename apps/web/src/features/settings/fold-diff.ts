import type { DiffLine } from "@gatehouse/core/settings/diff-lines";

/** A line of a comparison as it is shown, with its number in the text it stands in; or lines that are the same, folded. */
export type ShownLine = (DiffLine & { number: number }) | { kind: "folded"; count: number };

const CONTEXT = 3;

/** Numbers the lines, and folds what is the same in both further than three lines from any difference. */
export function foldDiff(lines: readonly DiffLine[]): ShownLine[] {
  const near = nearChanges(lines);
  const shown: ShownLine[] = [];
  let [older, newer] = [0, 0];
  for (const [at, line] of lines.entries()) {
    if (line.kind !== "added") older += 1;
    if (line.kind !== "removed") newer += 1;
    const last = shown.at(-1);
    if (near[at] === true) shown.push({ ...line, number: line.kind === "removed" ? older : newer });
    else if (last?.kind === "folded") last.count += 1;
    else shown.push({ kind: "folded", count: 1 });
  }
  return shown;
}

/** How many lines differ. */
export function countChanges(lines: readonly DiffLine[]): number {
  return lines.filter(({ kind }) => kind !== "same").length;
}

function nearChanges(lines: readonly DiffLine[]): boolean[] {
  const near = lines.map(() => false);
  for (const [at, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let by = -CONTEXT; by <= CONTEXT; by += 1) if (at + by in near) near[at + by] = true;
  }
  return near;
}
