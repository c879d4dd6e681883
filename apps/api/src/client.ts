import { Failure, FAILURE_CODES, type FailureCode } from "@gatehouse/core/failure";
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
} from "@trpc/client";
import { EventSource } from "eventsource";
import type { AppRouter } from "./router.ts";

export type Client = TRPCClient<AppRouter>;

/** Where Gatehouse is, and the API token to act by. */
export type ClientOptions = { url: string; token: string };

/**
 * Makes a client of everything the pages can do, typed from end to end: queries and mutations are promises that reject
 * with a Failure, and a subscription's onError is given one. The token travels in a header, to this address alone.
 */
export function createClient({ url, token }: ClientOptions): Client {
  const endpoint = new URL("/api/trpc", url).href;
  const headers = { authorization: `Bearer ${token}` };
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          url: endpoint,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpBatchLink({ url: endpoint, headers, maxURLLength: 4000, maxItems: 20 }),
      }),
    ],
  });
  return speakFailures(client);
}

/** Reads a failed call: as the Failure that Gatehouse answered, or "unavailable" where it did not answer at all. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  const { failure } = (data ?? {}) as { failure?: { code?: unknown; awsSaid?: string } };
  const code: FailureCode = FAILURE_CODES.find((known) => known === failure?.code) ?? "unavailable";
  return new Failure(code, message, { cause: error, ...(failure?.awsSaid && { awsSaid: failure.awsSaid }) });
}

/** The same client, whose errors are Failures. */
function speakFailures<T extends object>(of: T): T {
  return new Proxy(of, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      return isObject(value) ? speakFailures(value) : value;
    },
    apply(target, self, given: unknown[]) {
      const answer: unknown = Reflect.apply(target as () => unknown, self, given.map(listening));
      return answer instanceof Promise ? answer.catch(reject) : answer;
    },
  });
}

function listening(argument: unknown): unknown {
  if (!isObject(argument) || !("onError" in argument) || typeof argument.onError !== "function") return argument;
  const { onError } = argument;
  return { ...argument, onError: (error: unknown): unknown => onError(toFailure(error)) };
}

function reject(error: unknown): never {
  throw toFailure(error);
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
