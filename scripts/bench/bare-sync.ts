import { IAMClient, paginateGetAccountAuthorizationDetails } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { formatRoleArn } from "@gatehouse/core/arn";
import { z } from "zod";

/** The number of accounts that the product reads at a time. */
const AT_A_TIME = 16;
const SOCKETS = 100;

const Organizations = z.object({
  organizations: z.array(
    z.object({
      partition: z.string(),
      roles: z.object({ spoke: z.string() }),
      accounts: z.array(z.object({ id: z.string(), state: z.string() })),
    }),
  ),
});
const HubCredentials = z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), Token: z.string() });

type Target = { partition: string; accountId: string; spoke: string };

/**
 * What any program must do to know the roles of an estate: assume the spoke role of every account and list its roles with
 * the bare SDK, as many accounts at a time as the product. Answers how many roles there are; accounts that refuse are passed over.
 */
export async function bareSync(simulator: string): Promise<number> {
  const waiting = await targets(simulator);
  const requestHandler = { httpAgent: { maxSockets: SOCKETS, keepAlive: true } };
  const hubs = new Map<string, STSClient>();
  for (const partition of new Set(waiting.map((target) => target.partition))) {
    const asked = await fetch(`${simulator}/credentials/${partition}`);
    const { AccessKeyId, SecretAccessKey, Token } = HubCredentials.parse(await asked.json());
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token };
    hubs.set(partition, new STSClient({ region: "us-east-1", endpoint: simulator, credentials, requestHandler }));
  }
  let roles = 0;
  const worker = async (): Promise<void> => {
    for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
      const hub = hubs.get(target.partition);
      if (hub === undefined) continue;
      const listed = await listRoles(hub, target, { endpoint: simulator, requestHandler });
      roles += listed;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return roles;
}

async function targets(simulator: string): Promise<Target[]> {
  const asked = await fetch(`${simulator}/_simulator/organizations`);
  const { organizations } = Organizations.parse(await asked.json());
  return organizations.flatMap(({ partition, roles, accounts }) =>
    accounts
      .filter(({ state }) => state === "ACTIVE")
      .map(({ id }) => ({ partition, accountId: id, spoke: roles.spoke })),
  );
}

async function listRoles(
  hub: STSClient,
  { partition, accountId, spoke }: Target,
  client: { endpoint: string; requestHandler: object },
): Promise<number> {
  const RoleArn = formatRoleArn({ partition, accountId, path: "/", name: spoke });
  const assumed = await hub.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "bench" })).catch(() => undefined);
  const { AccessKeyId, SecretAccessKey, SessionToken } = assumed?.Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) return 0;
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const iam = new IAMClient({ region: "us-east-1", ...client, credentials });
  let roles = 0;
  const pages = paginateGetAccountAuthorizationDetails({ client: iam, pageSize: 1000 }, { Filter: ["Role"] });
  for await (const { RoleDetailList } of pages) roles += RoleDetailList?.length ?? 0;
  return roles;
}
