import { Failure } from "../../../failure.ts";

/** What a question may cost: a step is about a nanosecond of one processor. */
export const MOST_STEPS = 150_000_000;

/** Counts the work of one question. */
export type Budget = {
  /** Takes steps for what is about to be done; too many of them are a Failure "too-large". */
  spend(steps: number): void;
  spent(): number;
};

/** Makes the budget of one question: what is counted hangs on the policies alone, and not on the machine. */
export function createBudget(most = MOST_STEPS): Budget {
  let count = 0;
  return {
    spend: (steps) => {
      count += steps;
      if (count > most)
        throw new Failure(
          "too-large",
          "These policies have too many statements and patterns to be worked out at once: ask about fewer of them, or write patterns of actions and resources that say the same as one.",
        );
    },
    spent: () => count,
  };
}
