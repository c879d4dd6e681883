import { expect, test } from "bun:test";
import { parsePolicy } from "../document.ts";
import type { Policies } from "../evaluate.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { explainDenial } from "./explain-denial.ts";
import { readDenials } from "./read-denials.ts";

const catalogue = await readCatalogue();
const SESSION = "arn:aws:sts::111122223333:assumed-role/Reports/ann";
const OBJECT = "arn:aws:s3:::reports/a.csv";

function explain(
  tail: string,
  {
    action = "s3:GetObject",
    resource = `"${OBJECT}"`,
    policies,
  }: { action?: string; resource?: string; policies?: Policies } = {},
) {
  const [denial] = readDenials(
    `User: ${SESSION} is not authorized to perform: ${action} on resource: ${resource} ${tail}`,
    catalogue,
  ).denials;
  if (denial === undefined) throw new Error("no denial was read");
  return explainDenial({ denial: { ...denial, accountId: denial.accountId ?? "111122223333" }, policies }, catalogue);
}
const document = (...Statement: object[]) => parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }));
const everything = document({ Effect: "Allow", Action: "*", Resource: "*" });
const noPolicy = "because no identity-based policy allows the s3:GetObject action";

test("a missing allow is answered by one statement with the action and the exact resource", () => {
  const { add, change } = explain(noPolicy);
  expect(add).toEqual([
    { policy: "identity", exact: true, statement: { Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT } },
  ]);
  expect(change[0]).toMatchObject({
    layer: "identity",
    document: "a policy of arn:aws:iam::111122223333:role/Reports",
  });
});

test("an object's key with wildcards and variables in it is that key, and what another service leaves open stays open", () => {
  const odd = explain(noPolicy, { resource: '"arn:aws:s3:::reports/a*/${b}?$c"' }).add;
  expect(odd[0]?.statement.Resource).toBe("arn:aws:s3:::reports/a${*}/${$}{b}${?}$c");
  const any = explain(noPolicy, {
    action: "ec2:RunInstances",
    resource: "arn:aws:ec2:eu-west-1:111122223333:instance/*",
  });
  expect(any.add[0]?.statement.Resource).toBe("arn:aws:ec2:eu-west-1:111122223333:instance/*");
});

test("what AWS keeps to the resource's own account is answered by no statement, and adds none to the known policies", () => {
  const action = "kms:ScheduleKeyDeletion";
  const resource = "arn:aws:kms:eu-west-1:444455556666:key/1";
  const tail = `because no resource-based policy allows the ${action} action`;
  const policies = { identity: [everything], serviceControl: [] };
  const { add, change, because, confirmed } = explain(tail, { action, resource, policies });
  expect({ add, change }).toEqual({ add: [], change: [] });
  expect(because).toContain(
    `No policy lets account 111122223333 use ${action} on what belongs to account 444455556666`,
  );
  expect(confirmed).toMatchObject({ additions: [], after: "implicitly-denied", blockedBy: "resource" });
  expect(explain(tail, { action, resource: resource.replace("444455556666", "111122223333") }).add).toHaveLength(1);
});

test("an explicit deny is answered by no statement, and by the policy that denies", () => {
  const arn = "arn:aws:organizations::999999999999:policy/o-abc/service_control_policy/p-1";
  const { add, because, change } = explain(`with an explicit deny in a service control policy: ${arn}`);
  expect(add).toEqual([]);
  expect(because).toContain(`${arn} denies s3:GetObject explicitly: no statement that allows helps`);
  expect(change[0]?.owner).toContain("account 999999999999");
});

test("a resource that AWS did not tell is answered by the narrowest pattern of its type", () => {
  const [denial] = readDenials(
    `User: ${SESSION} is not authorized to perform: sqs:SendMessage ${noPolicy}`,
    catalogue,
  ).denials;
  const { add } =
    denial === undefined ? { add: [] } : explainDenial({ denial: { ...denial, accountId: "111122223333" } }, catalogue);
  expect(add[0]?.statement.Resource).toBe("arn:aws:sqs:*:111122223333:*");
  expect(add[0]?.exact).toBeFalse();
});

test("across accounts both sides must allow, and the resource's policy names the role", () => {
  const resource = "arn:aws:sqs:eu-west-1:444455556666:orders";
  const { add } = explain("", { action: "sqs:SendMessage", resource });
  expect(add.map(({ policy }) => policy)).toEqual(["identity", "resource"]);
  expect(add[1]?.statement).toEqual({
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:role/Reports" },
    Action: "sqs:SendMessage",
    Resource: resource,
  });
});

test("assuming a role in another account is a matter of its trust policy", () => {
  const { add } = explain("", { action: "sts:AssumeRole", resource: "arn:aws:iam::444455556666:role/Deploy" });
  expect(add.map(({ policy }) => policy)).toEqual(["identity", "trust"]);
  expect(add[1]?.statement).toEqual({
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:role/Reports" },
    Action: "sts:AssumeRole",
  });
});

test("a VPC endpoint policy names everyone and tells the caller by a condition", () => {
  const { add } = explain("because no VPC endpoint policy allows the s3:GetObject action");
  expect(add[0]?.statement).toMatchObject({
    Principal: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Reports" } },
  });
});

test("a setting of the bucket is answered by no statement", () => {
  const { add, because } = explain(
    "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
  );
  expect(add).toEqual([]);
  expect(because).toStartWith("BlockPublicPolicy of S3 Block Public Access refuses");
});

test("the policies that are known confirm that the statement is enough", () => {
  const { confirmed, next } = explain(noPolicy, { policies: { identity: [], serviceControl: [[everything]] } });
  expect(confirmed).toMatchObject({ before: "implicitly-denied", after: "allowed", denying: [] });
  expect(next).toBe("With that added it is allowed.");
});

test("the policies that are known tell every layer that must change", () => {
  const policies = {
    identity: [],
    boundary: document({ Effect: "Allow", Action: "sqs:*", Resource: "*" }),
    serviceControl: [],
  };
  const { add, next } = explain(noPolicy, { policies });
  expect(add.map(({ policy }) => policy)).toEqual(["identity", "boundary"]);
  expect(next).toBe("With that added it is allowed.");
});

test("the policies that are known tell what denies next, by its place", () => {
  const denies = document({ Sid: "NoReports", Effect: "Deny", Action: "s3:*", Resource: "*" });
  const { confirmed, next } = explain(noPolicy, { policies: { identity: [], serviceControl: [[everything, denies]] } });
  expect(confirmed?.denying).toMatchObject([
    { policy: "service-control", document: 1, statement: 1, sid: "NoReports" },
  ]);
  expect(next).toBe("Next blocked by an explicit deny in a service control policy (NoReports).");
});

test("a condition on what nobody knows leaves the answer open", () => {
  const inVpc = document({
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
  });
  const { next } = explain(noPolicy, { policies: { identity: [], serviceControl: [[everything, inVpc]] } });
  expect(next).toBe("By the policies that are known it hangs on keys or policies that are not known.");
});

test("an explanation is plain data", () => {
  const answer = explain(noPolicy, { policies: { identity: [], serviceControl: [] } });
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
});
