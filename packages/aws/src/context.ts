import type { Fetch } from "./fetch-within.ts";
import type { RequestHandler } from "./request-handler.ts";
import type { RetryRule } from "./retry.ts";

/** What all hubs and accounts have in common: the clock, the two ways onto the wire, and when to repeat a call. */
export type AwsContext = { now(): number; requestHandler: RequestHandler; fetch: Fetch; retry: RetryRule };
