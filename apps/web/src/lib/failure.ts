import type { FailureCode } from "@gatehouse/core/failure";

/** What went wrong, fit for the screen. */
export type Problem = { code: FailureCode; message: string; awsSaid?: string };

const NO_ANSWER: Problem = {
  code: "unavailable",
  message: "Gatehouse did not answer. Check your connection, then try again.",
};

type ErrorData = { failure?: { code: FailureCode; awsSaid?: string }; code?: string };

/** Reads a failed call; whatever is not a failure of ours is told as no answer, never as an ended session. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return NO_ANSWER;
  const data = "data" in error ? (error.data as ErrorData | null | undefined) : undefined;
  if (data?.failure) {
    const { code, awsSaid } = data.failure;
    return awsSaid === undefined ? { code, message: error.message } : { code, message: error.message, awsSaid };
  }
  if (data?.code === "UNAUTHORIZED") return { code: "unauthenticated", message: error.message };
  if (data?.code === "BAD_REQUEST") return { code: "invalid", message: "Gatehouse could not read this request." };
  return data ? { code: "unavailable", message: error.message } : NO_ANSWER;
}
