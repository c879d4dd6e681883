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

const WORST: readonly Outcome["state"][] = ["denied", "failed", "held", "done"];

/** One outcome for several listings: the worst of them, with the counts of all where all went well. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes.toSorted((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state));
  if (first !== undefined && first.state !== "done") return first;
  return outcomes.reduce<Extract<Outcome, { state: "done" }>>(
    (sum, one) =>
      one.state === "done"
        ? {
            ...sum,
            listed: sum.listed + one.listed,
            changed: sum.changed + one.changed,
            removed: sum.removed + one.removed,
          }
        : sum,
    { state: "done", listed: 0, changed: 0, removed: 0 },
  );
}
