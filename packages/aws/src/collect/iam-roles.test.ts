import { expect, test } from "bun:test";
import type { IamRole } from "@gatehouse/core/role/role";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createTestAws, errorOf, type TestAws } from "../../test/test-aws.ts";
import type { Spoke } from "../spoke.ts";
import { explainAwsError } from "../sdk-errors.ts";
import { COLLECTORS } from "./collectors.ts";
import { iamRoles } from "./iam-roles.ts";

const spokeOf = ({ aws, simulator }: TestAws, name = "payments-prod") =>
  aws.spoke({ id: simulator.world.account(name).id, hub: "aws" });

async function pagesOf(spoke: Spoke): Promise<IamRole[][]> {
  const pages: IamRole[][] = [];
  for await (const page of iamRoles.collect(spoke)) pages.push(page);
  return pages;
}

const DOCUMENT =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*","Sid":"100% ü & <b>"}]}';

test("a role is told whole: path in its ARN, documents decoded, policies, boundary, tags, profiles and last use", async () => {
  const test = createTestAws();
  const { id } = test.simulator.world.account("payments-prod");
  const lastUsed = { at: new Date("2026-11-20T10:00:00Z"), region: "eu-west-1" };
  test.simulator.world.putRole(id, {
    name: "settlement",
    path: "/team/payments/",
    createdAt: new Date("2025-03-01T00:00:00Z"),
    trustPolicy: DOCUMENT,
    inlinePolicies: [{ name: "read", document: DOCUMENT }],
    attachedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess",
    tags: { "consoleme-authorized": "payments:ann@corp.example", empty: "" },
    lastUsed,
  });
  const roles = (await pagesOf(await spokeOf(test))).flat();
  const { roleId, ...told } = roles.find(({ name }) => name === "settlement") ?? { roleId: "" };
  expect(roleId).toStartWith("AROA");
  expect(told).toEqual({
    arn: `arn:aws:iam::${id}:role/team/payments/settlement`,
    accountId: id,
    name: "settlement",
    path: "/team/payments/",
    createdAt: "2025-03-01T00:00:00.000Z",
    trustPolicy: DOCUMENT,
    inlinePolicies: [{ name: "read", document: DOCUMENT }],
    attachedPolicies: [{ name: "ReadOnlyAccess", arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess",
    instanceProfiles: [],
    tags: { "consoleme-authorized": "payments:ann@corp.example", empty: "" },
    lastUsed: { at: "2026-11-20T10:00:00.000Z", region: "eu-west-1" },
  });
  expect(roles.map(({ arn }) => arn).toSorted()).toEqual(
    [...test.simulator.world.account(id).roles.values()].map(({ arn }) => arn).toSorted(),
  );
});

test("a large account is read a thousand roles a call, also where AWS throttles every third call", async () => {
  const test = createTestAws();
  const { id, roles } = test.simulator.world.account("payments-prod");
  for (let at = 0; at < 1500; at++) test.simulator.world.putRole(id, { name: `worker-${at}` });
  test.simulator.faults.add({ kind: "throttle", service: "iam", every: 2 });
  const spoke = await spokeOf(test);
  const pages = await pagesOf(spoke);
  expect(pages.map((page) => page.length)).toEqual([1000, roles.size - 1000]);
  expect(new Set(pages.flat().map(({ arn }) => arn)).size).toBe(roles.size);
  expect(spoke.throttles()).toBe(1);
});

test("a listing that breaks off midway is an error and never a shorter list", async () => {
  const test = createTestAws({ aws: { maxAttempts: 2 } });
  const { id } = test.simulator.world.account("payments-prod");
  for (let at = 0; at < 1500; at++) test.simulator.world.putRole(id, { name: `worker-${at}` });
  test.simulator.faults.add({ kind: "cut", service: "iam", operation: "GetAccountAuthorizationDetails", pages: 1 });
  const error = await errorOf(pagesOf(await spokeOf(test)));
  expect(explainAwsError(error)).toMatchObject({ kind: "other", call: "iam:GetAccountAuthorizationDetails" });
});

test("a page that says there is more, but not where, is a listing cut and not its end", async () => {
  const { simulator } = createTestAws();
  const cut = async (request: Request) => {
    const response = await simulator.fetch(request);
    const text = await response.text();
    return new Response(text.replace("<IsTruncated>false<", "<IsTruncated>true<"), response);
  };
  const test = createTestAws({ aws: { requestHandler: sdkHandler(cut), fetch: simulator.fetch } });
  const spoke = await test.aws.spoke({ id: simulator.world.account("payments-prod").id, hub: "aws" });
  expect((await errorOf(pagesOf(spoke))).message).toContain("AWS cut the listing of roles");
});

test("roles of another partition keep its ARNs", async () => {
  const test = createTestAws();
  const spoke = await test.aws.spoke({ id: test.simulator.world.account("public-sector-prod").id, hub: "aws-us-gov" });
  const roles = (await pagesOf(spoke)).flat();
  expect(roles.length).toBeGreaterThan(0);
  for (const { arn } of roles) expect(arn).toStartWith(`arn:aws-us-gov:iam::${spoke.accountId}:role/`);
});

test("every collector is listed once", () => {
  const kinds = COLLECTORS.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
});
