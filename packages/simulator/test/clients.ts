import { AccountClient } from "@aws-sdk/client-account";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import { sdkHandler } from "../src/sdk-handler.ts";
import type { Simulator } from "../src/simulator.ts";

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** The SDK's own clients over a simulator, without a socket and without retries. */
export function clientsOf(simulator: Simulator, credentials: Credentials, maxAttempts = 1) {
  const config = { region: "us-east-1", requestHandler: sdkHandler(simulator.fetch), maxAttempts, credentials };
  return {
    sts: new STSClient(config),
    iam: new IAMClient(config),
    organizations: new OrganizationsClient(config),
    account: new AccountClient(config),
  };
}

/** Assumes a role and answers its credentials; an account is named by id or name. */
export async function assume(
  simulator: Simulator,
  [account, role]: [account: string, role: string],
  { as, ...input }: Partial<AssumeRoleCommandInput> & { as?: Credentials } = {},
): Promise<Credentials & { sessionToken: string; expiration: Date }> {
  const { arn } = simulator.world.role(account, role);
  const { sts } = clientsOf(simulator, as ?? simulator.hubCredentials("aws"));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: "test", ...input }));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "", Expiration = new Date(0) } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

/** What a call was refused with, as the SDK shows it. */
export async function refusal(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("The call was not refused.");
  const { $metadata, Code } = error as Error & { $metadata?: { httpStatusCode?: number }; Code?: string };
  return { error, name: error.name, message: error.message, status: $metadata?.httpStatusCode, code: Code };
}
