import { formatRoleArn } from "@gatehouse/core/arn";
import type { Hub } from "@gatehouse/core/hub";
import { rememberRole } from "./assume-role.ts";
import { type Clients, createClients } from "./clients.ts";
import type { AwsContext } from "./context.ts";
import type { HubClient } from "./hub-client.ts";
import { createRetry } from "./retry.ts";

/** One account as we reach it for reading and changing: never for a person, who gets their own role directly. */
export type Spoke = {
  accountId: string;
  hub: Hub;
  roleArn: string;
  clients: Clients;
  /** How often AWS slowed us down in this account since the process began. */
  throttles(): number;
};

/** How our own sessions are called in the accounts' CloudTrail. */
const SESSION_NAME = "gatehouse";

/** An account's spoke with the function that makes sure that its role can be assumed; clients renew the session themselves. */
export type SpokeEntry = { spoke: Spoke; ready(): Promise<unknown> };

/** Makes the spoke of an account; its role is assumed when first needed, and its retries are counted for it alone. */
export function createSpoke(hub: HubClient, accountId: string, context: AwsContext): SpokeEntry {
  const roleArn = spokeRoleArn(hub.hub, accountId);
  const role = { roleArn, sessionName: SESSION_NAME, externalId: hub.hub.spoke_external_id };
  const session = rememberRole(() => hub.clients.sts(), role, context.now);
  const retry = createRetry(context.retry);
  const clients = createClients({
    region: hub.hub.region,
    endpoint: hub.hub.endpoint,
    credentials: async () => (await session()).credentials,
    requestHandler: context.requestHandler,
    retry,
    told: context.told,
  });
  return { spoke: { accountId, hub: hub.hub, roleArn, clients, throttles: retry.throttles }, ready: session };
}

/** The ARN of the spoke role in an account; the configured name may begin with a path. */
export function spokeRoleArn(hub: Hub, accountId: string): string {
  const parts = hub.spoke_role.split("/").filter((part) => part !== "");
  const name = parts.pop() ?? "";
  const path = parts.length === 0 ? "/" : `/${parts.join("/")}/`;
  return formatRoleArn({ partition: hub.partition, accountId, path, name });
}
