import { Failure } from "@gatehouse/core/failure";
import type { Hub } from "@gatehouse/core/hub";
import type { AwsContext, AwsRequest } from "./context.ts";
import type { Fetch } from "./fetch-within.ts";
import { createHubClient, type HubClient } from "./hub-client.ts";
import { type AnyRequestHandler, openRequestHandler, withTimeout } from "./request-handler.ts";
import { backoff, type RetryRule } from "./retry.ts";
import { createSpoke, type Spoke, type SpokeEntry } from "./spoke.ts";

/** The estate's AWS: all hubs, and through them all accounts. */
export type Aws = {
  hubs: readonly HubClient[];
  hub(name: string): HubClient;
  /** The account's spoke with a live session; throws AWS's own error where the spoke role cannot be assumed. */
  spoke(account: { id: string; hub: string }): Promise<Spoke>;
  /** Plain HTTP, for the sign-in federation. */
  fetch: Fetch;
  context: AwsContext;
};

export type AwsOptions = {
  hubs: readonly Hub[];
  now(): number;
  /** What SDK clients send with; absent: HTTPS. */
  requestHandler?: AnyRequestHandler;
  /** What fetches container credentials and speaks to the sign-in federation; absent: HTTPS. */
  fetch?: Fetch;
  maxAttempts?: number;
  retryDelay?: RetryRule["delay"];
  /** How long one attempt of a call may take. */
  timeoutMs?: number;
  /** The same, where a person waits for it. */
  timeoutForPeopleMs?: number;
  /** Told of every request to AWS, for those who count. */
  told?(request: AwsRequest): void;
};

const MAX_ATTEMPTS = 8;
const TIMEOUT_MS = 30_000;
/** STS answers in well under a second; with its repetitions a sign-in is given up after a quarter of a minute. */
const TIMEOUT_FOR_PEOPLE_MS = 5_000;

/** Opens AWS for the configured hubs; nothing is asked of AWS before it is needed. */
export function createAws(options: AwsOptions): Aws {
  const requestHandler = openRequestHandler(options.requestHandler, options.timeoutMs ?? TIMEOUT_MS);
  const context: AwsContext = {
    now: options.now,
    requestHandler,
    requestHandlerForPeople: withTimeout(requestHandler, options.timeoutForPeopleMs ?? TIMEOUT_FOR_PEOPLE_MS),
    fetch: options.fetch ?? ((request) => fetch(request)),
    retry: { maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS, delay: options.retryDelay ?? backoff },
    told: (request) => options.told?.(request),
  };
  const hubs = options.hubs.map((hub) => createHubClient(hub, context));
  const spokes = new Map<string, SpokeEntry>();

  const hub = (name: string): HubClient => {
    const found = hubs.find((client) => client.hub.name === name);
    if (!found) throw new Failure("invalid", `No hub named ${name} is configured.`);
    return found;
  };

  return {
    hubs,
    hub,
    context,
    fetch: context.fetch,
    async spoke(account) {
      const key = `${account.hub}/${account.id}`;
      const entry = spokes.get(key) ?? createSpoke(hub(account.hub), account.id, context);
      spokes.set(key, entry);
      await entry.ready();
      return entry.spoke;
    },
  };
}
