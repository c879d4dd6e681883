/** A line of a comparison: in both texts, only in the older, or only in the newer. */
export type DiffLine = { kind: "same" | "removed" | "added"; text: string };

/** More differences than this are shown as one whole replaced by another: nobody reads more, and the search is quadratic in them. */
const MOST_DIFFERENCES = 500;

/** Compares two texts line by line with the fewest lines removed and added (Myers, "An O(ND) Difference Algorithm"). */
export function diffLines(older: string, newer: string): DiffLine[] {
  const before = linesOf(older);
  const after = linesOf(newer);
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: "same", text }));
  return [
    ...same(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
}

function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  const trace = search(before, after);
  if (trace === undefined) return [...all("removed", before), ...all("added", after)];
  return walkBack(trace, before, after);
}

function all(kind: DiffLine["kind"], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}

/** The furthest reach on each diagonal, after each number of differences. */
function search(before: readonly string[], after: readonly string[]): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  for (let differences = 0; differences <= before.length + after.length; differences += 1) {
    if (differences > MOST_DIFFERENCES) return undefined;
    trace.push(new Map(reach));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let x = comesDown(reach, diagonal, differences) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      reach.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return trace;
    }
  }
  return trace;
}

function walkBack(
  trace: readonly Map<number, number>[],
  before: readonly string[],
  after: readonly string[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = before.length;
  let y = after.length;
  for (let differences = trace.length - 1; differences >= 0; differences -= 1) {
    const reach = trace[differences] ?? new Map<number, number>();
    const down = comesDown(reach, x - y, differences);
    const from = down ? at(reach, x - y + 1) : at(reach, x - y - 1);
    const fromY = down ? from - (x - y + 1) : from - (x - y - 1);
    while (x > from && y > fromY) {
      x -= 1;
      y -= 1;
      lines.push({ kind: "same", text: before[x] ?? "" });
    }
    if (differences === 0) break;
    lines.push(down ? { kind: "added", text: after[y - 1] ?? "" } : { kind: "removed", text: before[x - 1] ?? "" });
    x = from;
    y = fromY;
  }
  return lines.toReversed();
}

function comesDown(reach: ReadonlyMap<number, number>, diagonal: number, differences: number): boolean {
  return diagonal === -differences || (diagonal !== differences && at(reach, diagonal - 1) < at(reach, diagonal + 1));
}

function at(reach: ReadonlyMap<number, number>, diagonal: number): number {
  return reach.get(diagonal) ?? -1;
}
