import { GetRoleCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { formatRoleArn, parseArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import type { Hub } from "@gatehouse/core/hub";
import { type Clients, createClients } from "./clients.ts";
import { hubCredentials } from "./credentials.ts";
import type { AwsContext } from "./context.ts";
import { rememberUntilExpiry } from "./remember.ts";
import { createRetry } from "./retry.ts";

/** Who a hub is. Chained means that its own credentials are a role session, so that every session it makes is an hour. */
export type HubIdentity = { accountId: string; arn: string; roleArn?: string; chained: boolean };

/** One configured hub with its clients; its credentials never leave its partition. */
export type HubClient = {
  hub: Hub;
  clients: Clients;
  identity(): Promise<HubIdentity>;
  /** How often AWS slowed down the hub's own calls. */
  throttles(): number;
};

/** A hub may get other credentials at any time, so who it is is asked again now and then. */
const IDENTITY_MS = 15 * 60_000;

/** Makes the client of one hub; nothing is asked of AWS before it is used. */
export function createHubClient(hub: Hub, context: AwsContext): HubClient {
  const retry = createRetry(context.retry);
  const clients = createClients({
    region: hub.region,
    endpoint: hub.endpoint,
    credentials: hubCredentials(hub, context.fetch, context.now),
    requestHandler: context.requestHandler,
    retry,
  });
  const identity = rememberUntilExpiry(
    async () => ({ is: await whoIs(clients, hub), until: context.now() + IDENTITY_MS }),
    ({ until }) => until,
    context.now,
  );
  return { hub, clients, identity: async () => (await identity()).is, throttles: retry.throttles };
}

async function whoIs(clients: Clients, hub: Hub): Promise<HubIdentity> {
  const { Arn = "", Account = "" } = await clients.sts().send(new GetCallerIdentityCommand({}));
  const arn = parseArn(Arn);
  if (!arn || arn.partition !== hub.partition) {
    throw new Failure(
      "unavailable",
      `The hub ${hub.name} is configured for ${hub.partition}, but its credentials are of ${Arn}.`,
    );
  }
  const [kind, roleName] = arn.resource.split("/");
  if (arn.service !== "sts" || kind !== "assumed-role" || !roleName)
    return { accountId: Account, arn: Arn, chained: false };
  return {
    accountId: Account,
    arn: Arn,
    roleArn: await roleArnOf(clients, roleName, { hub, accountId: Account }),
    chained: true,
  };
}

/** A session's ARN leaves out the role's path, which trust policies name; a hub that may not look is taken to have none. */
async function roleArnOf(
  clients: Clients,
  name: string,
  { hub, accountId }: { hub: Hub; accountId: string },
): Promise<string> {
  const pathless = formatRoleArn({ partition: hub.partition, accountId, path: "/", name });
  try {
    const { Role } = await clients.iam().send(new GetRoleCommand({ RoleName: name }));
    return Role?.Arn ?? pathless;
  } catch {
    return pathless;
  }
}
