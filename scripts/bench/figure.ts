export type Figure = {
  bench: string;
  value: number;
  unit: string;
  /** What the ratio is to, measured in the same run. */
  against: string;
  ratio: number;
  budget: number;
  /** A floor: the ratio must be at least the budget. */
  atLeast?: boolean;
};

/** Prints one figure as a line of JSON and answers whether it is within its budget. */
export function tell({ atLeast = false, ...figure }: Figure): boolean {
  const ok = atLeast ? figure.ratio >= figure.budget : figure.ratio <= figure.budget;
  const rounded = { ...figure, value: round(figure.value), ratio: round(figure.ratio) };
  console.log(JSON.stringify({ ...rounded, ok }));
  return ok;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The value that a share of all samples does not exceed, e.g. 0.99; 0 where there is no sample. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
