import type { Fetch } from "./fetch-within.ts";
import type { RequestHandler } from "./request-handler.ts";
import type { RetryRule } from "./retry.ts";
import type { AwsProblem } from "./sdk-errors.ts";

/** One request to AWS as it ended; a call that is repeated is several. */
export type AwsRequest = { service: string; operation: string; outcome: AwsProblem["kind"] | "done"; seconds: number };

/** What all hubs and accounts have in common: the clock, the two ways onto the wire, and when to repeat a call. */
export type AwsContext = {
  now(): number;
  requestHandler: RequestHandler;
  /** The same sender, sooner given up, for calls that a person waits for. */
  requestHandlerForPeople: RequestHandler;
  fetch: Fetch;
  retry: RetryRule;
  /** Told of every request, for those who count. */
  told(request: AwsRequest): void;
};
