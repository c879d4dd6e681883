import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider, FinalizeRequestMiddleware, InitializeMiddleware } from "@smithy/types";
import { readRolesQuickly } from "./collect/quick-role-details.ts";
import type { AwsContext } from "./context.ts";
import type { RequestHandler } from "./request-handler.ts";
import type { Retry } from "./retry.ts";
import { explainAwsError, nameCall } from "./sdk-errors.ts";

/** The SDK's clients of one account, each made when first asked for and then kept, one for each region. */
export type Clients = {
  sts(region?: string): STSClient;
  iam(region?: string): IAMClient;
  organizations(region?: string): OrganizationsClient;
};

/** What all clients of one account have in common. */
export type ClientSettings = {
  region: string;
  endpoint: string | undefined;
  credentials: AwsCredentialIdentityProvider;
  requestHandler: RequestHandler;
  retry: Retry;
  told: AwsContext["told"];
};

/** Makes the clients of one account; they share its credentials, retries and the one sender. */
export function createClients(settings: ClientSettings): Clients {
  const common = (region: string) => ({
    region,
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
    credentials: memoized(settings.credentials),
    requestHandler: settings.requestHandler,
    retryStrategy: settings.retry.strategy,
  });
  const keep = <C extends Client>(service: string, make: (region: string) => C) => {
    const made = new Map<string, C>();
    return (region = settings.region): C => {
      const known = made.get(region);
      if (known) return known;
      const client = make(region);
      // It copies every answer for a log that nobody keeps, and a listing is long.
      client.middlewareStack.remove("loggerMiddleware");
      client.middlewareStack.add(namesCalls(service), { step: "initialize", name: "namesCalls" });
      // Within the repetitions, so that each is told by itself.
      client.middlewareStack.add(tellsRequests(service, settings.told), {
        step: "finalizeRequest",
        priority: "low",
        name: "tellsRequests",
      });
      made.set(region, client);
      return client;
    };
  };
  return {
    sts: keep("sts", (region) => new STSClient(common(region))),
    iam: keep("iam", (region) => readRolesQuickly(new IAMClient(common(region)))),
    organizations: keep("organizations", (region) => new OrganizationsClient(common(region))),
  };
}

type Client = {
  middlewareStack: {
    remove(name: string): boolean;
    add(middleware: InitializeMiddleware<object, object>, options: { step: "initialize"; name: string }): void;
    add(
      middleware: FinalizeRequestMiddleware<object, object>,
      options: { step: "finalizeRequest"; priority: "low"; name: string },
    ): void;
  };
};

/** The SDK keeps credentials by its own clock and for each client; ours are kept already, once for an account. */
function memoized(credentials: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  return Object.assign(() => credentials(), { memoized: true });
}

/** Writes on each error which call it came from, as IAM spells it: sts:AssumeRole. */
function namesCalls(service: string): InitializeMiddleware<object, object> {
  return (next, context) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      nameCall(error, `${service}:${operationOf(context.commandName)}`);
      throw error;
    }
  };
}

/** Tells how each request ended and how long it took. */
function tellsRequests(service: string, told: AwsContext["told"]): FinalizeRequestMiddleware<object, object> {
  return (next, context) => async (args) => {
    const began = performance.now();
    const tell = (outcome: Parameters<typeof told>[0]["outcome"]): void => {
      const seconds = (performance.now() - began) / 1000;
      told({ service, operation: operationOf(context.commandName), outcome, seconds });
    };
    try {
      const answer = await next(args);
      tell("done");
      return answer;
    } catch (error) {
      tell(explainAwsError(error).kind);
      throw error;
    }
  };
}

function operationOf(commandName: unknown): string {
  return String(commandName).replace(/Command$/, "");
}
