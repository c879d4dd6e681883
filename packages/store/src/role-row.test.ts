import { textAt } from "./row-values.ts";
import { expect, test } from "bun:test";
import { testRole } from "../test/test-roles.ts";
import { readOutline, readRole, readTags } from "./role-row.ts";
import { writeDetail } from "./write-detail.ts";
import { roleRow } from "./write-roles.ts";

const full = testRole("orders", {
  path: "/service/",
  inlinePolicies: [{ name: "read", document: `{"Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}` }],
  attachedPolicies: [{ name: "ReadOnlyAccess", arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
  permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary",
  instanceProfiles: ["arn:aws:iam::111122223333:instance-profile/orders"],
  tags: { "consoleme-authorized": "orders:platform", owner: "orders@larkspur.example" },
  lastUsed: { at: "2026-11-01T00:00:00.000Z", region: "eu-west-1" },
});
const context = { accountId: full.accountId, now: 1_764_000_000_500, ownerTags: ["team", "owner"] };

test("a role comes back from its row as it was", () => {
  expect(readRole(roleRow(full, context))).toEqual(full);
  const plain = testRole("plain");
  expect(readRole(roleRow(plain, context))).toEqual(plain);
});

test("the row has the incumbent's attributes, and its policy has the shape that AWS tells roles in", () => {
  const written = roleRow(full, context);
  const { policy: _, gatehouse_hash: hash, ...row } = written;
  expect(row).toEqual({
    arn: full.arn,
    name: "orders",
    resourceId: "AROAORDERS",
    accountId: "111122223333",
    ttl: 1_764_000_000 + 30 * 86_400,
    owner: "orders@larkspur.example",
    templated: null,
  });
  expect(JSON.parse(textAt(written, "policy"))).toEqual({
    Path: "/service/",
    RoleName: "orders",
    RoleId: "AROAORDERS",
    Arn: full.arn,
    CreateDate: "2024-03-01T12:00:00.000Z",
    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
    InstanceProfileList: [{ InstanceProfileName: "orders", Arn: "arn:aws:iam::111122223333:instance-profile/orders" }],
    RolePolicyList: [
      { PolicyName: "read", PolicyDocument: { Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }] } },
    ],
    AttachedManagedPolicies: [{ PolicyName: "ReadOnlyAccess", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    PermissionsBoundary: {
      PermissionsBoundaryType: "Policy",
      PermissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
    },
    Tags: [
      { Key: "consoleme-authorized", Value: "orders:platform" },
      { Key: "owner", Value: "orders@larkspur.example" },
    ],
    RoleLastUsed: { LastUsedDate: "2026-11-01T00:00:00.000Z", Region: "eu-west-1" },
  });
  expect(hash).toBe(writeDetail(full, context.ownerTags).hash);
});

test("a hash depends on what a role says, not on the order or spacing in which AWS told it", () => {
  const a = testRole("a", { tags: { x: "1", y: "2" }, instanceProfiles: ["p", "q"], trustPolicy: `{"Statement":[]}` });
  const b = { ...a, tags: { y: "2", x: "1" }, instanceProfiles: ["q", "p"], trustPolicy: `{ "Statement": [] }` };
  expect(writeDetail(a).hash).toBe(writeDetail(b).hash);
  expect(writeDetail({ ...a, tags: { x: "1", y: "3" } }).hash).not.toBe(writeDetail(a).hash);
  expect(writeDetail({ ...a, trustPolicy: `{"Statement":[{}]}` }).hash).not.toBe(writeDetail(a).hash);
});

test("a role that is used again on the same day has the same hash, and another one the day after", () => {
  const used = (at: string, region = "eu-west-1") => writeDetail({ ...full, lastUsed: { at, region } }).hash;
  const first = used("2026-11-24T06:00:00.000Z");
  expect(used("2026-11-24T23:45:00.000Z", "us-east-1")).toBe(first);
  expect(used("2026-11-25T00:00:00.000Z")).not.toBe(first);
  const { lastUsed: _, ...never } = full;
  expect(writeDetail(never).hash).not.toBe(first);
});

test("tags are read alone as they are read with the role, whatever other texts look like them", () => {
  const odd = testRole("odd", {
    trustPolicy: `{"Statement":[],"Tags":[{"Key":"no","Value":"no"}],"RoleLastUsed":{}}`,
    tags: { ',"Tags":[': ',"RoleLastUsed":', owner: '"}]' },
  });
  for (const role of [odd, full, testRole("plain")]) {
    expect(readTags(roleRow(role, context))).toEqual(role.tags);
  }
});

test("an outline is what the whole role says, whatever its documents are like", () => {
  const looksAlike = `{"a":1,"InstanceProfileList":[],"AttachedManagedPolicies":[],"Tags":[{"Key":"no","Value":"no"}]}`;
  for (const role of [
    testRole("plain"),
    full,
    testRole("tagged", { tags: { k: ',"InstanceProfileList":[' } }),
    testRole("trust", { trustPolicy: looksAlike }),
    testRole("inline", { inlinePolicies: [{ name: "i", document: looksAlike }] }),
    testRole("text", { trustPolicy: ',"InstanceProfileList":[' }),
  ]) {
    const row = roleRow(role, context);
    const { arn, accountId, name, path, tags, trustPolicy, permissionsBoundary } = readRole(row);
    expect(readOutline(row)).toEqual({ arn, accountId, name, path, tags, trustPolicy, permissionsBoundary });
    expect(trustPolicy).toBe(role.trustPolicy);
  }
});

test("tags of a row that the incumbent wrote are read wherever they stand", () => {
  const policy = `{"Tags":[{"Key":"k","Value":"v"}],"RoleLastUsed":{},"RolePolicyList":[]}`;
  expect(readTags({ arn: "a", policy })).toEqual({ k: "v" });
  expect(readTags({ arn: "a" })).toEqual({});
});

test("a row that the incumbent wrote on demand, without name and id in its policy, is read", () => {
  const role = readRole({
    arn: "arn:aws:iam::111122223333:role/legacy",
    name: "legacy",
    resourceId: "AROALEGACY",
    accountId: "111122223333",
    ttl: 1,
    permissions_boundary: { PermissionsBoundaryArn: "arn:aws:iam::111122223333:policy/b" },
    policy: JSON.stringify({
      Path: "/",
      CreateDate: "2019-05-01T10:00:00+02:00",
      AssumeRolePolicyDocument: { Statement: [] },
      Tags: [{ Key: "k", Value: "v" }],
      RolePolicyList: [],
      AttachedManagedPolicies: [],
      InstanceProfileList: [],
    }),
  });
  expect(role).toEqual({
    ...testRole("legacy"),
    createdAt: "2019-05-01T08:00:00.000Z",
    trustPolicy: `{"Statement":[]}`,
    permissionsBoundary: "arn:aws:iam::111122223333:policy/b",
    tags: { k: "v" },
  });
});

test("a document that is no JSON is kept as the text it is", () => {
  const odd = testRole("odd", { trustPolicy: "not json" });
  expect(readRole(roleRow(odd, context)).trustPolicy).toBe("not json");
  expect(writeDetail(odd).detail).toContain(`"not json"`);
});
