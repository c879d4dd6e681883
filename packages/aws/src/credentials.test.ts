import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestAws, errorOf, type TestAws } from "../test/test-aws.ts";
import { hubCredentials } from "./credentials.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { signInUrl } from "./sign-in-url.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-"));
const before = process.env.AWS_SHARED_CREDENTIALS_FILE;
afterAll(() => {
  if (before === undefined) delete process.env.AWS_SHARED_CREDENTIALS_FILE;
  else process.env.AWS_SHARED_CREDENTIALS_FILE = before;
  rmSync(folder, { recursive: true });
});

/** A world whose hub is an IAM user of the hub account, its keys in a profile as an operator would write it. */
function withUserHub(): TestAws {
  const test = createTestAws({
    hubs: (hubs) => hubs.map((hub) => ({ ...hub, credentials: { profile: "gatehouse" } })),
  });
  const { hubAccountId = "" } = test.simulator.world.organizations[0] ?? {};
  const mayAssume = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };
  const policies = [JSON.stringify({ Version: "2012-10-17", Statement: [mayAssume] })];
  const { accessKeyId, secretAccessKey } = test.simulator.addUser(hubAccountId, {
    name: "gatehouse",
    policies,
  }).credentials;
  // The SDK reads a file once, so each world has its own.
  const file = join(folder, accessKeyId);
  process.env.AWS_SHARED_CREDENTIALS_FILE = file;
  writeFileSync(file, `[gatehouse]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
  return test;
}

test("container credentials are kept until five minutes before they expire, and then fetched again", async () => {
  const test = createTestAws();
  const fetched = () => test.sent.filter(({ url }) => url.endsWith("/credentials/aws")).length;
  const ask = () => test.aws.hub("aws").clients.sts().send(new GetCallerIdentityCommand({}));
  await Promise.all([ask(), ask()]);
  test.clock.pass(50 * 60_000);
  await ask();
  expect(fetched()).toBe(1);
  test.clock.pass(6 * 60_000);
  await ask();
  expect(fetched()).toBe(2);
});

test("container credentials come over https, or http from this machine and the container's own agent alone", () => {
  const hub = createTestAws().aws.hub("aws").hub;
  const from = (container_uri: string) => () =>
    hubCredentials({ ...hub, credentials: { container_uri } }, fetch, Date.now);
  for (const uri of [
    "https://credentials.example/x",
    "http://127.0.0.1:9/x",
    "http://localhost:9/x",
    "http://[::1]:9/x",
    "http://169.254.170.23/v1/credentials",
  ])
    expect(from(uri)).not.toThrow();
  for (const uri of [
    "http://credentials.example/x",
    "http://169.254.169.254/x",
    "http://127.0.0.1.evil.example/x",
    "ftp://localhost/x",
  ])
    expect(from(uri)).toThrow("in the clear");
});

test("an answer that holds no credentials is a failure that names the host, and never the address itself", async () => {
  const hub = createTestAws().aws.hub("aws").hub;
  const broken = { AccessKeyId: "a", SecretAccessKey: "b", Token: "c", Expiration: "soon" };
  const answers = [() => Response.json({}), () => new Response("no", { status: 500 }), () => Response.json(broken)];
  for (const answer of answers) {
    const error = await errorOf(hubCredentials(hub, async () => answer(), Date.now)());
    expect(error.message).toContain("169.254.170.2");
    expect(Bun.inspect(error)).not.toContain("credentials/aws");
  }
});

test("only a hub of an IAM user's long-term keys asks for a longer session, of STS and of the sign-in alike", async () => {
  const test = withUserHub();
  expect(await test.aws.hub("aws").identity()).toMatchObject({ chained: false });
  const account = (await test.aws.hub("aws").identity()).accountId;
  const trustPolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" }],
  });
  const { arn } = test.simulator.world.putRole(account, { name: "ops", trustPolicy, maxSessionSeconds: 43_200 });
  const credentials = await issueCredentials(test.aws, {
    hub: "aws",
    roleArn: arn,
    sessionName: "priya",
    tags: {},
    wishedSeconds: 7200,
  });
  expect(credentials).toMatchObject({ sessionSeconds: 7200, chained: false });
  expect(Date.parse(credentials.expiresAt) - test.clock.now()).toBeGreaterThan(7_190_000);
  await signInUrl(test.aws, { hub: "aws", credentials, destination: "https://console.aws.amazon.com/", issuer: "x" });
  expect(new URL(test.sent.at(-1)?.url ?? "").searchParams.get("SessionDuration")).toBe("7200");
});
