import { expect, test } from "bun:test";
import type { EstateFacts } from "./estate.ts";
import { exposureOf } from "./exposure.ts";
import { accountId, organization, otherId, policy, smallEstate, trusts } from "./test/small-estate.ts";

const resource = "arn:aws:s3:::reports";
const grants = (Principal: unknown, Condition: object = {}) => ({
  Effect: "Allow",
  Principal,
  Action: "s3:GetObject",
  Resource: `${resource}/*`,
  Condition,
});
const bucketWith = (statement: object, more: object = {}, facts: Partial<EstateFacts> = {}) =>
  smallEstate({
    organization,
    resources: [{ arn: resource, accountId, type: "s3-bucket", policy: policy(statement), ...more }],
    ...facts,
  });

test.each([
  ["everybody", grants("*"), "public"],
  ["everybody of the organization", grants("*", { StringEquals: { "aws:PrincipalOrgID": "o-ours" } }), "organization"],
  ["everybody of another organization", grants("*", { StringEquals: { "aws:PrincipalOrgID": "o-other" } }), "outside"],
  ["everybody through one endpoint", grants("*", { StringEquals: { "aws:SourceVpce": "vpce-1" } }), "outside"],
  ["everybody over TLS", grants("*", { Bool: { "aws:SecureTransport": "true" } }), "public"],
  [
    "everybody of one account of ours",
    grants("*", { StringEquals: { "aws:PrincipalAccount": otherId } }),
    "organization",
  ],
  ["an account of ours", grants({ AWS: otherId }), "organization"],
  ["a stranger's account", grants({ AWS: "777788889999" }), "outside"],
  ["a stranger's role", grants({ AWS: "arn:aws:iam::777788889999:role/x" }), "outside"],
  ["its own account", grants({ AWS: `arn:aws:iam::${accountId}:root` }), "account"],
  ["a service", grants({ Service: "cloudtrail.amazonaws.com" }), "service"],
  [
    "a service for its own account",
    grants({ Service: "cloudtrail.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": accountId } }),
    "account",
  ],
])("a bucket that lets in %s", (_, statement, reach) => {
  expect(exposureOf(bucketWith(statement), { resource }).reach).toBe(reach as never);
});

test("a grant is told with its conditions, its statement and in a sentence", () => {
  const vpce = grants("*", { StringEquals: { "aws:SourceVpce": "vpce-1" } });
  const [grant] = exposureOf(bucketWith(vpce), { resource }).grants;
  expect(grant).toMatchObject({ because: { policy: "resource", holder: resource, statement: 1 } });
  expect(grant?.sentence).toBe(
    "Everybody (outside the organization) may do s3:GetObject, if aws:SourceVpce StringEquals vpce-1.",
  );
});

test("S3 Block Public Access takes away what a public policy grants to others", () => {
  const publicAccessBlock = { blockPublicPolicy: true, restrictPublicBuckets: true };
  const { reach, grants: of } = exposureOf(bucketWith(grants("*"), { publicAccessBlock }), { resource });
  expect([reach, of[0]?.takenBy]).toEqual(["account", "S3 Block Public Access"]);
});

test("a resource control policy takes away what is granted to strangers, and is named", () => {
  const full = {
    name: "RCPFullAWSAccess",
    document: policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
  };
  const perimeter = {
    name: "Perimeter",
    document: policy({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-ours" } },
    }),
  };
  const resourceControl = new Map([
    ["r-1", [full, perimeter]],
    [accountId, [full]],
  ]);
  const estate = bucketWith(
    grants({ AWS: "777788889999" }),
    {},
    { organization: { ...organization, resourceControl } },
  );
  const { reach, grants: of } = exposureOf(estate, { resource });
  expect(reach).toBe("account");
  expect(of[0]?.takenBy).toMatchObject({ policy: "resource-control", name: "Perimeter", holder: "r-1" });
});

const deny = (Condition: object, more: object = {}) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [resource, `${resource}/*`],
  Condition,
  ...more,
});
const ours = { StringNotEquals: { "aws:PrincipalOrgID": "o-ours" } };
const notAccounts = (...accounts: string[]) => ({ StringNotEquals: { "aws:PrincipalAccount": accounts } });

test.each<[string, object, object, string, string | undefined]>([
  ["everybody outside the organization", grants("*"), deny(ours), "organization", "organization"],
  ["everybody but its own account", grants("*"), deny(notAccounts(accountId)), "account", "account"],
  ["all but a stranger's account", grants("*"), deny(notAccounts(accountId, "777788889999")), "public", "public"],
  ["a stranger's account by name", grants({ AWS: "777788889999" }), deny({}), "account", undefined],
  [
    "all of that account but one role",
    grants({ AWS: "777788889999" }),
    deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::777788889999:role/x" } }),
    "outside",
    "outside",
  ],
  ["another action than it grants", grants("*"), deny({}, { Action: "s3:PutObject" }), "public", "public"],
  [
    "one of the actions that it grants",
    { ...grants("*"), Action: "s3:*Object" },
    deny({}, { Action: "s3:GetObject" }),
    "public",
    "public",
  ],
  ["only some of the objects", grants("*"), deny({}, { Resource: `${resource}/secret/*` }), "public", "public"],
  ["whoever comes without TLS", grants("*"), deny({ Bool: { "aws:SecureTransport": "false" } }), "public", "public"],
  [
    "whoever comes from elsewhere, perhaps",
    grants("*"),
    deny({ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
    "public",
    "public",
  ],
  ["another account of ours", grants({ AWS: otherId }), deny(notAccounts(accountId)), "account", undefined],
  ["a service", grants({ Service: "cloudtrail.amazonaws.com" }), deny({}), "account", undefined],
])("a bucket policy that denies %s tells how far it still reaches", (...[, allowing, denying, reach, left]) => {
  const exposure = exposureOf(
    smallEstate({
      organization,
      resources: [{ arn: resource, accountId, type: "s3-bucket", policy: policy(allowing, denying) }],
    }),
    { resource },
  );
  expect([exposure.reach, exposure.grants[0]?.left]).toEqual([reach as never, left as never]);
  if (left !== exposure.grants[0]?.reach)
    expect(exposure.grants[0]?.takenBy).toMatchObject({ policy: "resource", effect: "deny", statement: 2 });
});

test("a role is exposed by its trust policy", () => {
  const arn = `arn:aws:iam::${accountId}:role/Deploy`;
  const trustPolicy = trusts({ AWS: "777788889999" }, { Condition: { StringEquals: { "sts:ExternalId": "x" } } });
  const estate = smallEstate({
    organization,
    principals: [{ arn, accountId, name: "Deploy", path: "/", trustPolicy }],
  });
  expect(exposureOf(estate, { resource: arn }).reach).toBe("outside");
});

test("what was not read of a bucket is said", () => {
  const { lacking } = exposureOf(smallEstate({ organization: undefined }), { resource });
  expect(lacking).toContain(`The policy of ${resource} was not read.`);
  expect(lacking).toContain(`S3 Block Public Access of ${resource} was not read.`);
});
