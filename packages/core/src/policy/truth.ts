/**
 * The answer to a question about a request of which not everything is known; "unknown" where what is not known decides.
 * Answers combine by Kleene's rules: one false makes all false, one true makes any true, whatever else is unknown.
 */
export type Truth = boolean | "unknown";

/** The opposite; of what is unknown the opposite is unknown too. */
export const not = (truth: Truth): Truth => (truth === "unknown" ? truth : !truth);
