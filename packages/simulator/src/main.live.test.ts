import { expect, test } from "bun:test";
import { join } from "node:path";
import { GetAccountAuthorizationDetailsCommand, IAMClient } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { ContainerCredentials } from "./container-credentials.ts";

const MAIN = join(import.meta.dir, "main.ts");

test("the served simulator prints its address and answers the SDK over HTTP", async () => {
  const child = Bun.spawn([process.execPath, MAIN, "--accounts", "5", "--roles", "300"], { stdout: "pipe" });
  try {
    const { value } = await child.stdout.getReader().read();
    const { url: endpoint }: { url: string } = JSON.parse(new TextDecoder().decode(value));
    const given = (await (await fetch(`${endpoint}/credentials/aws`)).json()) as ContainerCredentials;
    const [region, accountId] = ["us-east-1", given.RoleArn.split(":")[4]];
    const hub = { accessKeyId: given.AccessKeyId, secretAccessKey: given.SecretAccessKey, sessionToken: given.Token };
    const sts = new STSClient({ region, endpoint, credentials: hub });
    const RoleArn = `arn:aws:iam::${accountId}:role/GatehouseSpoke`;
    const assumed = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "live" }));
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = assumed.Credentials ?? {};
    const spoke = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const iam = new IAMClient({ region, endpoint, credentials: spoke });
    const listing = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Role"], MaxItems: 1_000 }));
    expect(listing.RoleDetailList).toHaveLength(300);
  } finally {
    child.kill();
    await child.exited;
  }
});

test("a wrong option ends the simulator with what is wrong", async () => {
  const child = Bun.spawn([process.execPath, MAIN, "--roles", "many"], { stdout: "ignore", stderr: "pipe" });
  expect(await child.exited).toBe(1);
  expect(await new Response(child.stderr).text()).toContain('--roles takes a whole number up to 99999, not "many".');
});
