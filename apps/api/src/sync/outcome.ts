import { explainAwsError } from "@gatehouse/aws/sdk-errors";
import type { Outcome } from "@gatehouse/core/sync/run";

export type Refused = Extract<Outcome, { state: "denied" | "failed" }>;

/** Turns an error of an AWS call into the outcome of the listing that met it, in AWS's own words. */
export function refused(error: unknown, fallbackCall: string): Refused {
  const { kind, said, call, requestId } = explainAwsError(error);
  return {
    state: kind === "denied" ? "denied" : "failed",
    call: call ?? fallbackCall,
    awsSaid: said,
    ...(requestId !== undefined && { requestId }),
  };
}

const WORST_FIRST = ["denied", "failed", "held"] as const;

/** One outcome for several listings: the worst of them, or the counts of all where all went well. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  for (const state of WORST_FIRST) {
    const found = outcomes.find((outcome) => outcome.state === state);
    if (found) return found;
  }
  const done = outcomes.filter((outcome) => outcome.state === "done");
  const sum = (count: (outcome: Done) => number) => done.reduce((total, outcome) => total + count(outcome), 0);
  return {
    state: "done",
    listed: sum(({ listed }) => listed),
    changed: sum(({ changed }) => changed),
    removed: sum(({ removed }) => removed),
  };
}

type Done = Extract<Outcome, { state: "done" }>;
