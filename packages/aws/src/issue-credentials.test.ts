import { expect, test } from "bun:test";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createTestAws, errorOf, type TestAws } from "../test/test-aws.ts";
import { issueCredentials, type IssueRequest } from "./issue-credentials.ts";

const PERSON = "priya.raman@larkspur.example";

/** A role of a person in payments-prod that trusts the hub for these actions, and a request for it. */
function personRole({ simulator }: TestAws, actions: string | string[]): IssueRequest {
  const { hubAccountId = "" } = simulator.world.organizations[0] ?? {};
  const Principal = { AWS: `arn:aws:iam::${hubAccountId}:role/GatehouseHub` };
  const trustPolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: actions }],
  });
  const { arn } = simulator.world.putRole("payments-prod", {
    name: "settlement",
    path: "/team/",
    trustPolicy,
    maxSessionSeconds: 43_200,
  });
  return {
    hub: "aws",
    roleArn: arn,
    sessionName: PERSON,
    sourceIdentity: PERSON,
    tags: { "gatehouse:issue": "iss_1" },
  };
}

const ALL = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];
const assumed = ({ simulator }: TestAws) =>
  simulator.calls.list().filter(({ operation }) => operation === "AssumeRole");

test("the hub assumes the person's role directly, once, as the person, never through the spoke", async () => {
  const test = createTestAws();
  const request = personRole(test, ALL);
  const issued = await issueCredentials(test.aws, request);
  const session = test.simulator.keys.find(issued.accessKeyId);
  expect(session).toMatchObject({
    roleArn: request.roleArn,
    sessionName: PERSON,
    sourceIdentity: PERSON,
    tags: { "gatehouse:issue": "iss_1" },
    secret: issued.secretAccessKey,
    token: issued.sessionToken,
  });
  expect(issued).toMatchObject({ refused: [], chained: true, sessionSeconds: 3600, roleArn: request.roleArn });
  expect(assumed(test).map(({ principal }) => principal.includes("assumed-role/GatehouseHub/"))).toEqual([true]);
  expect(Math.abs(Date.parse(issued.expiresAt) - test.clock.now() - 3_600_000)).toBeLessThan(1000);
});

test("a mark that AWS refuses by name is left out, the role asked for again, and the refusal told", async () => {
  const cases: [string[], string[], number][] = [
    [["sts:AssumeRole", "sts:TagSession"], ["source-identity"], 2],
    [["sts:AssumeRole", "sts:SetSourceIdentity"], ["session-tags"], 2],
    [["sts:AssumeRole"], ["source-identity", "session-tags"], 3],
  ];
  for (const [actions, refused, calls] of cases) {
    const test = createTestAws();
    const issued = await issueCredentials(test.aws, personRole(test, actions));
    expect(issued.refused.toSorted() as string[]).toEqual(refused.toSorted());
    expect(issued.awsSaid).toContain("is not authorized to perform: sts:");
    expect(assumed(test)).toHaveLength(calls);
    const session = test.simulator.keys.find(issued.accessKeyId);
    expect(session?.sourceIdentity === undefined).toBe(refused.includes("source-identity"));
    expect(Object.keys(session?.tags ?? {})).toEqual(refused.includes("session-tags") ? [] : ["gatehouse:issue"]);
  }
});

test("marks that are known to be refused are not asked for again, and stay known", async () => {
  const test = createTestAws();
  const request = personRole(test, "sts:AssumeRole");
  const { refused } = await issueCredentials(test.aws, request);
  test.simulator.calls.clear();
  const again = await issueCredentials(test.aws, { ...request, refused });
  expect(again.refused).toEqual(refused);
  expect(again).not.toHaveProperty("awsSaid");
  expect(assumed(test)).toHaveLength(1);
});

test("a role that does not let the hub in is a failure with AWS's words, asked for once", async () => {
  const test = createTestAws();
  const request = personRole(test, "sts:TagSession");
  expect(await errorOf(issueCredentials(test.aws, request))).toMatchObject({
    code: "refused-by-aws",
    message: `AWS did not let Gatehouse assume ${request.roleArn}.`,
    awsSaid: expect.stringContaining("is not authorized to perform: sts:AssumeRole"),
  });
  expect(assumed(test)).toHaveLength(1);
});

test("with a hub that is itself a role session, no length is asked for, whatever was wished", async () => {
  const test = createTestAws();
  const issued = await issueCredentials(test.aws, { ...personRole(test, ALL), wishedSeconds: 43_200 });
  expect(issued.sessionSeconds).toBe(3600);
  expect(assumed(test)[0]?.input).not.toHaveProperty("DurationSeconds");
});

test("a session policy narrows the session", async () => {
  const test = createTestAws();
  const sessionPolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
  });
  const issued = await issueCredentials(test.aws, { ...personRole(test, ALL), sessionPolicy });
  expect(test.simulator.keys.find(issued.accessKeyId)?.sessionPolicy).toBe(sessionPolicy);
});

test("a hub never asks for a role of another partition, nor for what is no role", async () => {
  const test = createTestAws();
  const request = personRole(test, ALL);
  for (const roleArn of [
    request.roleArn.replace("arn:aws:", "arn:aws-us-gov:"),
    "settlement",
    "arn:aws:iam::1:user/x",
  ]) {
    expect(await errorOf(issueCredentials(test.aws, { ...request, roleArn }))).toMatchObject({ code: "invalid" });
  }
  expect(assumed(test)).toEqual([]);
});

test("credentials of another account than the role's are never handed on", async () => {
  const { simulator } = createTestAws();
  const elsewhere = async (request: Request) => {
    const response = await simulator.fetch(request);
    return new Response(
      (await response.text()).replace(
        /sts::\d{12}:assumed-role\/settlement/,
        "sts::999999999999:assumed-role/settlement",
      ),
      response,
    );
  };
  const test = {
    ...createTestAws({ aws: { requestHandler: sdkHandler(elsewhere), fetch: simulator.fetch } }),
    simulator,
  };
  const error = await errorOf(issueCredentials(test.aws, personRole(test, ALL)));
  expect(error.message).toContain("in account 999999999999");
});
