import { expect, test } from "bun:test";
import { createTestAws, errorOf, type TestAws } from "../test/test-aws.ts";
import type { AwsRequest } from "./context.ts";
import { issueCredentials, type IssuedCredentials } from "./issue-credentials.ts";
import { signInUrl } from "./sign-in-url.ts";

const CONSOLE = {
  aws: "https://eu-west-1.console.aws.amazon.com/sqs/v3/home",
  "aws-us-gov": "https://console.amazonaws-us-gov.com/ec2",
};
type Partition = keyof typeof CONSOLE;

async function credentialsOf({ aws, simulator }: TestAws, hub: Partition): Promise<IssuedCredentials> {
  const account = hub === "aws" ? "payments-prod" : "public-sector-prod";
  const { arn } = simulator.world.role(account, "GatehouseSpoke");
  return issueCredentials(aws, { hub, roleArn: arn, sessionName: "priya", tags: {} });
}

const signIn = async (test: TestAws, hub: Partition, destination: string = CONSOLE[hub]) =>
  signInUrl(test.aws, {
    hub,
    credentials: await credentialsOf(test, hub),
    destination,
    issuer: "https://gatehouse.larkspur.example",
  });

test("the address signs the person in to the right account and destination, in both partitions", async () => {
  for (const hub of ["aws", "aws-us-gov"] as const) {
    const test = createTestAws();
    const url = new URL(await signIn(test, hub));
    expect(url.host).toBe(hub === "aws" ? "signin.aws.amazon.com" : "signin.amazonaws-us-gov.com");
    const page = await (await test.simulator.fetch(new Request(url.href))).text();
    expect(page).toContain(`<dd data-testid="partition">${hub}</dd>`);
    expect(page).toContain('<dd data-testid="session-name">priya</dd>');
    expect(page).toContain(CONSOLE[hub]);
    expect(url.searchParams.get("Issuer")).toBe("https://gatehouse.larkspur.example");
  }
});

test("credentials go to AWS in one GET, as AWS documents it, with no session length, and no address that we give names them", async () => {
  const told: AwsRequest[] = [];
  const test = createTestAws({ aws: { told: (request) => void told.push(request) } });
  const credentials = await credentialsOf(test, "aws");
  test.sent.length = 0;
  told.length = 0;
  const url = await signInUrl(test.aws, { hub: "aws", credentials, destination: CONSOLE.aws, issuer: "x" });
  const [asked, ...more] = test.sent;
  expect(more).toEqual([]);
  expect(asked).toMatchObject({ method: "GET", body: "" });
  const { host, pathname, searchParams } = new URL(asked?.url ?? "");
  expect(host + pathname).toBe("signin.aws.amazon.com/federation");
  expect([...searchParams.keys()]).toEqual(["Action", "Session"]);
  for (const secret of [credentials.secretAccessKey, credentials.sessionToken]) {
    expect(url).not.toContain(encodeURIComponent(secret));
    expect(JSON.stringify(told)).not.toContain(secret);
  }
  expect(told).toMatchObject([{ service: "signin", operation: "getSigninToken", outcome: "done" }]);
});

test("a hub's own federation address takes the place of AWS's", async () => {
  const federation_url = "http://localhost:4566/federation";
  const test = createTestAws({ hubs: (hubs) => hubs.map((hub) => ({ ...hub, federation_url })) });
  expect(await signIn(test, "aws")).toStartWith(`${federation_url}?Action=login`);
});

test("a destination that is not the partition's console is refused before AWS is asked", async () => {
  const test = createTestAws();
  for (const destination of ["https://evil.example/", CONSOLE["aws-us-gov"], "http://console.aws.amazon.com/"]) {
    test.sent.length = 0;
    expect(await errorOf(signIn(test, "aws", destination))).toMatchObject({ code: "invalid" });
    expect(test.sent.filter(({ url }) => url.includes("signin"))).toEqual([]);
  }
});

test("a session that AWS's sign-in refuses, or an answer that is none, is a failure without a secret in it", async () => {
  const test = createTestAws();
  const credentials = await credentialsOf(test, "aws");
  test.simulator.keys.expire(credentials.accessKeyId);
  const refused = await errorOf(
    signInUrl(test.aws, { hub: "aws", credentials, destination: CONSOLE.aws, issuer: "x" }),
  );
  expect(refused).toMatchObject({ code: "refused-by-aws", message: expect.stringContaining("HTTP 400") });

  const answers = [
    () => Response.json({}),
    () => new Response("<html>"),
    () => Promise.reject(new Error(`GET ${credentials.sessionToken}`)),
  ];
  for (const answer of answers) {
    const broken = { ...test.aws, fetch: async () => answer() };
    const error = await errorOf(signInUrl(broken, { hub: "aws", credentials, destination: CONSOLE.aws, issuer: "x" }));
    expect(Bun.inspect(error)).not.toContain(credentials.sessionToken);
    expect(error).toHaveProperty("code");
  }
});

test("a partition whose sign-in address nobody knows says which setting is missing", async () => {
  const test = createTestAws();
  const credentials = await credentialsOf(test, "aws");
  const iso = createTestAws({ hubs: ([hub]) => (hub ? [{ ...hub, partition: "aws-iso" }] : []) });
  const error = await errorOf(signInUrl(iso.aws, { hub: "aws", credentials, destination: CONSOLE.aws, issuer: "x" }));
  expect(error.message).toContain("federation_url");
});
