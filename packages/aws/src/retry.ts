import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from "@smithy/types";
import { explainAwsError, metadataOf } from "./sdk-errors.ts";

/** One account's retries: the SDK's hook, and how often AWS slowed us down there. */
export type Retry = { strategy: RetryStrategyV2; throttles(): number };

export type RetryRule = {
  maxAttempts: number;
  /** Milliseconds to wait before the given attempt, counted from 1 for the first repetition. */
  delay(repetition: number, throttled: boolean): number;
};

/** Each account may repeat so many calls more than it has had good answers, so that a hopeless one soon gives up. */
const BUDGET = 100;

const LONGEST_MS = 20_000;

/** Doubles from 100 ms, from 500 ms where AWS throttles, up to 20 s, and takes a random part of the upper half. */
export function backoff(repetition: number, throttled: boolean): number {
  const longest = Math.min(LONGEST_MS, (throttled ? 500 : 100) * 2 ** (repetition - 1));
  return longest * (0.5 + Math.random() / 2);
}

/**
 * Our own rule of when a call is repeated: throttling, time-outs and AWS's own faults are, with backoff and within the
 * account's budget; a quota that is full is not, though the SDK takes IAM's LimitExceeded for throttling.
 */
export function createRetry(rule: RetryRule): Retry {
  let throttles = 0;
  let budget = BUDGET;

  const refresh = (token: RetryToken, { error }: RetryErrorInfo): RetryToken => {
    const { throttled, again } = judge(error);
    if (throttled) throttles++;
    const repetition = token.getRetryCount() + 1;
    if (!again || repetition >= rule.maxAttempts || budget <= 0) throw new Error("This call is not repeated.");
    budget--;
    return toToken(repetition, rule.delay(repetition, throttled));
  };

  return {
    throttles: () => throttles,
    strategy: {
      acquireInitialRetryToken: async () => toToken(0, 0),
      refreshRetryTokenForRetry: async (token, error) => refresh(token, error),
      recordSuccess: (token) => {
        budget = Math.min(BUDGET, budget + token.getRetryCount() + 1);
      },
    },
  };
}

function judge(error: unknown): { throttled: boolean; again: boolean } {
  const { kind } = explainAwsError(error);
  const status = error instanceof Error ? metadataOf(error)?.httpStatusCode : undefined;
  const fault = kind === "other" && status !== undefined && status >= 500;
  return { throttled: kind === "throttled", again: kind === "throttled" || kind === "timeout" || fault };
}

function toToken(count: number, delay: number): RetryToken {
  return { getRetryCount: () => count, getRetryDelay: () => delay };
}
