import {
  type OrganizationsClient,
  paginateListAccounts,
  paginateListTagsForResource,
  type Account as SdkAccount,
} from "@aws-sdk/client-organizations";
import { type Account, AccountState } from "@gatehouse/core/account";
import { environmentOfAccount, type EnvironmentRules } from "@gatehouse/core/environment-of-account";
import { Failure } from "@gatehouse/core/failure";
import { rememberRole } from "../assume-role.ts";
import type { Aws } from "../aws.ts";
import { createClients } from "../clients.ts";
import { createRetry } from "../retry.ts";
import { explainAwsError } from "../sdk-errors.ts";
import { listUnits, unitsReader } from "./units.ts";

/**
 * All accounts of a hub's organization, page by page, in every state: those that are not ACTIVE are marked, not left
 * out. Needs the hub's organizations_role. Where account tags may not be read, units and names tell the environment.
 */
export async function* listAccounts(
  aws: Aws,
  hubName: string,
  environments: EnvironmentRules,
): AsyncGenerator<Account[]> {
  const { hub } = aws.hub(hubName);
  const client = organizationsClient(aws, hubName);
  const unitsOf = unitsReader(client, await listUnits(client));
  const tagsOf = tagReader(client);
  const toAccount = async (listed: SdkAccount): Promise<Account> => {
    const id = listed.Id ?? "";
    const name = listed.Name?.trim() || id;
    const [names, tags] = await Promise.all([unitsOf(listed), tagsOf(id)]);
    const environment = environmentOfAccount({ tags, units: names, name }, environments);
    return {
      id,
      name,
      partition: hub.partition,
      hub: hub.name,
      state: stateOf(listed),
      ...(environment !== undefined && { environment }),
      units: names,
      ...(listed.Email !== undefined && { email: listed.Email }),
    };
  };
  for await (const page of paginateListAccounts({ client }, {})) {
    yield await Promise.all((page.Accounts ?? []).map(toAccount));
  }
}

/** The account that the hub's own credentials belong to: all there is to read where no organization is configured. */
export async function currentAccount(aws: Aws, hubName: string): Promise<Account> {
  const client = aws.hub(hubName);
  const { accountId } = await client.caller();
  const { partition, name } = client.hub;
  return { id: accountId, name: accountId, partition, hub: name, state: "ACTIVE", units: [] };
}

/** State alone is read: Status is retired, and it knows nothing of PENDING_ACTIVATION and CLOSED. */
function stateOf({ State }: SdkAccount): AccountState {
  return AccountState.catch("UNKNOWN").parse(State);
}

function organizationsClient(aws: Aws, hubName: string): OrganizationsClient {
  const client = aws.hub(hubName);
  const roleArn = client.hub.organizations_role;
  if (roleArn === undefined) throw new Failure("invalid", `The hub ${hubName} has no organizations_role.`);
  const session = rememberRole(() => client.clients.sts(), { roleArn, sessionName: "gatehouse" }, aws.context.now);
  const clients = createClients({
    region: client.hub.region,
    endpoint: client.hub.endpoint,
    credentials: async () => (await session()).credentials,
    requestHandler: aws.context.requestHandler,
    retry: createRetry(aws.context.retry),
    told: aws.context.told,
  });
  return clients.organizations();
}

/** Reads accounts' tags until AWS refuses once: a role that may not read them is a usual outcome, and asked no more. */
function tagReader(client: OrganizationsClient): (accountId: string) => Promise<Record<string, string>> {
  let refused = false;
  return async (accountId) => {
    if (refused) return {};
    try {
      const tags: Record<string, string> = {};
      for await (const page of paginateListTagsForResource({ client }, { ResourceId: accountId })) {
        for (const { Key = "", Value = "" } of page.Tags ?? []) tags[Key] = Value;
      }
      return tags;
    } catch (error) {
      if (explainAwsError(error).kind !== "denied") throw error;
      refused = true;
      return {};
    }
  };
}
