import { expect, test } from "bun:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createTestAws, errorOf } from "../test/test-aws.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { explainAwsError } from "./sdk-errors.ts";

const MINUTE = 60_000;

test("a hub says who it is, and that its sessions are chained where its own credentials are a role session", async () => {
  const { aws, simulator } = createTestAws();
  for (const { partition, hubAccountId } of simulator.world.organizations) {
    const identity = await aws.hub(partition).identity();
    expect(identity).toMatchObject({ accountId: hubAccountId, chained: true });
    expect(identity.roleArn).toBe(`arn:${partition}:iam::${hubAccountId}:role/GatehouseHub`);
  }
});

test("a hub that may look itself up knows its role's path, which trust policies name", async () => {
  const { simulator } = createTestAws();
  const role = simulator.world.role("larkspur-hub", "GatehouseHub");
  const look = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "iam:GetRole", Resource: "*" }] };
  const inlinePolicies = [...role.inlinePolicies, { name: "look", document: JSON.stringify(look) }];
  simulator.world.changeRole("larkspur-hub", "GatehouseHub", { inlinePolicies });
  const withPath = async (request: Request) => {
    const response = await simulator.fetch(request);
    return new Response((await response.text()).replace(":role/GatehouseHub<", ":role/infra/GatehouseHub<"), response);
  };
  const { aws } = createTestAws({ aws: { requestHandler: sdkHandler(withPath), fetch: simulator.fetch } });
  expect((await aws.hub("aws").identity()).roleArn).toBe(`arn:aws:iam::${role.accountId}:role/infra/GatehouseHub`);
});

test("while IAM does not answer, a hub's role is neither guessed nor forgotten, and credentials are issued all the same", async () => {
  const { aws, simulator, clock } = createTestAws();
  const hub = aws.hub("aws");
  const recovered = simulator.faults.add({ kind: "throttle", service: "iam" });
  expect(explainAwsError(await errorOf(hub.identity()))).toMatchObject({ kind: "throttled", call: "iam:GetRole" });
  const { arn } = simulator.world.role("payments-prod", "GatehouseSpoke");
  expect(await issueCredentials(aws, { hub: "aws", roleArn: arn, sessionName: "priya", tags: {} })).toMatchObject({
    chained: true,
  });
  recovered();
  const known = await hub.identity();
  expect(known).toHaveProperty("roleArn");
  simulator.faults.add({ kind: "throttle", service: "iam" });
  clock.pass(11 * MINUTE);
  expect(await hub.identity()).toEqual(known);
});

test("a person's sign-in is given up after three attempts, and jobs that AWS throttles leave it its attempts", async () => {
  const { aws, simulator } = createTestAws();
  await aws.hub("aws").caller();
  simulator.faults.add({ kind: "throttle", service: "sts", operation: "AssumeRole" });
  const { id } = simulator.world.account("payments-prod");
  for (let job = 0; job < 20; job++) await errorOf(aws.spoke({ id, hub: "aws" }));
  simulator.calls.clear();
  const { arn } = simulator.world.role(id, "GatehouseSpoke");
  const error = await errorOf(issueCredentials(aws, { hub: "aws", roleArn: arn, sessionName: "priya", tags: {} }));
  expect(error).toMatchObject({ code: "unavailable" });
  expect(simulator.calls.count("sts", "AssumeRole")).toBe(3);
});

test("a call that a person waits for is given up long before one of a job, and aborted", async () => {
  const aborted: boolean[] = [];
  const silent = {
    ...sdkHandler(() => new Promise(() => {})),
    handle: (_: unknown, { abortSignal }: { abortSignal?: AbortSignal } = {}) => {
      abortSignal?.addEventListener("abort", () => aborted.push(true));
      return new Promise<never>(() => {});
    },
  };
  const { aws } = createTestAws({ aws: { requestHandler: silent, timeoutMs: 600_000, timeoutForPeopleMs: 2 } });
  const request = { hub: "aws", roleArn: "arn:aws:iam::111122223333:role/x", sessionName: "priya", tags: {} };
  expect(await errorOf(issueCredentials(aws, request))).toMatchObject({ code: "unavailable" });
  expect(aborted).toEqual([true, true, true]);
});

test("a spoke works in its own account and in its own partition", async () => {
  const { aws, simulator } = createTestAws();
  for (const [hub, name] of [
    ["aws", "payments-prod"],
    ["aws-us-gov", "public-sector-prod"],
  ] as const) {
    const { id } = simulator.world.account(name);
    const spoke = await aws.spoke({ id, hub });
    const { Account, Arn } = await spoke.clients.sts().send(new GetCallerIdentityCommand({}));
    expect(Account).toBe(id);
    expect(Arn).toStartWith(`arn:${hub}:sts::${id}:assumed-role/GatehouseSpoke/`);
  }
});

test("an account's spoke role is assumed once, whoever asks and however many clients use it", async () => {
  const { aws, simulator } = createTestAws();
  const account = { id: simulator.world.account("payments-prod").id, hub: "aws" };
  const [first, second] = await Promise.all([aws.spoke(account), aws.spoke(account)]);
  expect(first).toBe(second);
  await Promise.all(
    ["us-east-1", "eu-west-1"].map((region) => first.clients.sts(region).send(new GetCallerIdentityCommand({}))),
  );
  await aws.spoke(account);
  expect(simulator.calls.count("sts", "AssumeRole")).toBe(1);
});

test("a session is renewed five minutes before it expires, also in the middle of long work, and not earlier", async () => {
  const { aws, simulator, clock } = createTestAws();
  const spoke = await aws.spoke({ id: simulator.world.account("payments-prod").id, hub: "aws" });
  const work = () => spoke.clients.sts().send(new GetCallerIdentityCommand({}));
  clock.pass(54 * MINUTE);
  await work();
  expect(simulator.calls.count("sts", "AssumeRole")).toBe(1);
  clock.pass(2 * MINUTE);
  await work();
  expect(simulator.calls.count("sts", "AssumeRole")).toBe(2);
  clock.pass(24 * 60 * MINUTE);
  await work();
  expect(simulator.calls.count("sts", "AssumeRole")).toBe(3);
});

test("an account whose spoke role is missing refuses with AWS's words and call, and is asked again the next time", async () => {
  const { aws, simulator } = createTestAws();
  const { id } = simulator.world.account("sandbox-experiments");
  const refusal = explainAwsError(await errorOf(aws.spoke({ id, hub: "aws" })));
  expect(refusal).toMatchObject({ kind: "denied", call: "sts:AssumeRole" });
  expect(refusal.requestId).not.toBeEmpty();
  expect(refusal.said).toContain(`arn:aws:iam::${id}:role/GatehouseSpoke`);
  simulator.world.putRole(id, simulator.world.role("payments-prod", "GatehouseSpoke"));
  expect((await aws.spoke({ id, hub: "aws" })).accountId).toBe(id);
});

test("a session in another account than the one expected is never used", async () => {
  const { simulator } = createTestAws();
  const other = simulator.world.account("shared-services");
  const swap = async (request: Request) => {
    const response = await simulator.fetch(request);
    const text = await response.text();
    return new Response(
      text.replace(/(<Arn>arn:aws:sts::)\d{12}(:assumed-role\/GatehouseSpoke)/, `$1${other.id}$2`),
      response,
    );
  };
  const { aws } = createTestAws({ aws: { requestHandler: sdkHandler(swap), fetch: simulator.fetch } });
  const { id } = simulator.world.account("payments-prod");
  const error = await errorOf(aws.spoke({ id, hub: "aws" }));
  expect(error.message).toContain(`in account ${other.id} where ${id} was asked for`);
});

test("a spoke role with a path, and an external id, are asked for as configured", async () => {
  const { aws, simulator } = createTestAws({
    hubs: (hubs) => hubs.map((hub) => ({ ...hub, spoke_role: "/gatehouse/Reader", spoke_external_id: "x-42" })),
  });
  const { id } = simulator.world.account("payments-prod");
  const { attachedPolicies, inlinePolicies } = simulator.world.role(id, "GatehouseSpoke");
  const hubArn = (await aws.hub("aws").identity()).roleArn;
  const Statement = [
    {
      Effect: "Allow",
      Principal: { AWS: hubArn },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "x-42" } },
    },
  ];
  const trustPolicy = JSON.stringify({ Version: "2012-10-17", Statement });
  simulator.world.putRole(id, { name: "Reader", path: "/gatehouse/", trustPolicy, attachedPolicies, inlinePolicies });
  expect((await aws.spoke({ id, hub: "aws" })).roleArn).toBe(`arn:aws:iam::${id}:role/gatehouse/Reader`);
});

test("a hub whose credentials are of another partition is not believed", async () => {
  const { aws } = createTestAws({
    hubs: (hubs) => hubs.map((hub) => ({ ...hub, partition: hub.partition === "aws" ? hub.partition : "aws-cn" })),
  });
  expect((await errorOf(aws.hub("aws-us-gov").identity())).message).toContain("configured for aws-cn");
});

test("a hub that is not configured is named in the failure", () => {
  expect(() => createTestAws().aws.hub("moon")).toThrow("No hub named moon is configured.");
});
