import { GetRoleCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { formatRoleArn, parseArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import type { Hub } from "@gatehouse/core/hub";
import { type Clients, createClients } from "./clients.ts";
import { hubCredentials } from "./credentials.ts";
import type { AwsContext } from "./context.ts";
import { rememberUntilExpiry } from "./remember.ts";
import type { RequestHandler } from "./request-handler.ts";
import { createRetry } from "./retry.ts";
import { explainAwsError } from "./sdk-errors.ts";

/** Whose credentials a hub has. Chained means that they are a role session, so that every session it makes is an hour. */
export type HubCaller = { accountId: string; arn: string; chained: boolean };

/** The same, with the ARN of the hub's role as trust policies name it; absent where there is none. */
export type HubIdentity = HubCaller & { roleArn?: string };

/** One configured hub with its clients; its credentials never leave its partition. */
export type HubClient = {
  hub: Hub;
  /** For the jobs: patient, and slowed down together with them. */
  clients: Clients;
  /** For a person who waits: soon given up, with a budget of their own, so that no job's throttling stops a sign-in. */
  clientsForPeople: Clients;
  /** Asks STS alone. */
  caller(): Promise<HubCaller>;
  identity(): Promise<HubIdentity>;
};

/** A hub may get other credentials at any time, so who it is is asked again now and then. */
const IDENTITY_MS = 15 * 60_000;

const ATTEMPTS_FOR_PEOPLE = 3;

/** Makes the client of one hub; nothing is asked of AWS before it is used. */
export function createHubClient(hub: Hub, context: AwsContext): HubClient {
  const credentials = hubCredentials(hub, context.fetch, context.now);
  const clientsWith = (maxAttempts: number, requestHandler: RequestHandler) =>
    createClients({
      region: hub.region,
      endpoint: hub.endpoint,
      credentials,
      requestHandler,
      retry: createRetry({ ...context.retry, maxAttempts }),
      told: context.told,
    });
  const { maxAttempts } = context.retry;
  const clients = clientsWith(maxAttempts, context.requestHandler);
  const clientsForPeople = clientsWith(Math.min(ATTEMPTS_FOR_PEOPLE, maxAttempts), context.requestHandlerForPeople);
  const remember = <T>(ask: () => Promise<T>) => {
    const make = async () => ({ answer: await ask(), until: context.now() + IDENTITY_MS });
    const remembered = rememberUntilExpiry(make, ({ until }) => until, context.now);
    return async () => (await remembered()).answer;
  };
  const caller = remember(() => whoCalls(clientsForPeople, hub));
  const identity = remember(async () => withRole(await caller(), clientsForPeople));
  return { hub, clients, clientsForPeople, caller, identity };
}

async function whoCalls(clients: Clients, hub: Hub): Promise<HubCaller> {
  const { Arn = "", Account = "" } = await clients.sts().send(new GetCallerIdentityCommand({}));
  if (parseArn(Arn)?.partition !== hub.partition) {
    throw new Failure(
      "unavailable",
      `The hub ${hub.name} is configured for ${hub.partition}, but its credentials are of ${Arn}.`,
    );
  }
  return { accountId: Account, arn: Arn, chained: roleNameOf(Arn) !== undefined };
}

/** The name of the role that a session's ARN is of; undefined for an IAM user's. */
function roleNameOf(sessionArn: string): string | undefined {
  const arn = parseArn(sessionArn);
  const [kind, name] = arn?.resource.split("/") ?? [];
  return arn?.service === "sts" && kind === "assumed-role" ? name : undefined;
}

/**
 * A session's ARN leaves out the role's path, which trust policies name, so IAM is asked for the role. A hub that may
 * not ask is taken to have no path; where IAM does not answer, that is an error, so that no guess is remembered.
 */
async function withRole(caller: HubCaller, clients: Clients): Promise<HubIdentity> {
  const name = roleNameOf(caller.arn);
  if (name === undefined) return caller;
  try {
    const { Role } = await clients.iam().send(new GetRoleCommand({ RoleName: name }));
    return { ...caller, ...(Role?.Arn !== undefined && { roleArn: Role.Arn }) };
  } catch (error) {
    const { kind } = explainAwsError(error);
    if (kind === "absent") return caller;
    if (kind !== "denied") throw error;
    const partition = parseArn(caller.arn)?.partition ?? "";
    return { ...caller, roleArn: formatRoleArn({ partition, accountId: caller.accountId, path: "/", name }) };
  }
}
