import type { Members } from "./protocol/schema.ts";
import type { Call } from "./server/service.ts";

/** One call that was answered or refused. */
export type LoggedCall = {
  /** ISO time. */
  at: string;
  service: string;
  operation: string;
  region: string;
  /** The account of the caller's keys. */
  accountId: string;
  principal: string;
  sourceIdentity?: string;
  input: Members;
  /** "ok", or the error's code. */
  outcome: string;
  requestId: string;
};

/** The last calls, oldest first. */
export type CallLog = {
  list(): readonly LoggedCall[];
  /** How many calls of an operation were answered or refused. */
  count(service: string, operation: string): number;
  clear(): void;
  add(call: Call, input: Members, outcome: string): void;
};

/** Makes a log that keeps so many calls; older ones are forgotten. */
export function createCallLog(now: () => number, limit: number): CallLog {
  let calls: LoggedCall[] = [];
  return {
    list: () => calls,
    count: (service, operation) =>
      calls.filter((call) => call.service === service && call.operation === operation).length,
    clear() {
      calls = [];
    },
    add({ identity, service, operation, region, requestId }, input, outcome) {
      if (calls.length >= limit * 2) calls = calls.slice(-limit);
      calls.push({
        at: new Date(now()).toISOString(),
        service,
        operation,
        region,
        accountId: identity.accountId,
        principal: identity.arn,
        ...(identity.sourceIdentity ? { sourceIdentity: identity.sourceIdentity } : {}),
        input,
        outcome,
        requestId,
      });
    },
  };
}
