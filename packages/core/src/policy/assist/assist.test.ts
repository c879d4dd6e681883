import { expect, test } from "bun:test";
import { readCatalogue } from "../test/read-catalogue.ts";
import { complete } from "./complete.ts";
import { describe } from "./describe.ts";
import type { EstateNames, Spot } from "./place.ts";
import { operatorWords } from "./operators.ts";

const catalogue = await readCatalogue();
const ROLE = "arn:aws:iam::111111111111:role/orders";
const ROLES = [
  { arn: `${ROLE}-archive`, name: "orders-archive" },
  { arn: ROLE, name: "orders" },
];
const names: EstateNames = {
  partition: "aws",
  accounts: () => [{ id: "111111111111", name: "payments-prod" }],
  roles: (part, most) => ROLES.filter(({ arn }) => arn.includes(part)).slice(0, most),
  hasRole: (wanted) => ROLES.some(({ arn }) => arn === wanted),
};
const offered = (spot: Spot) => complete({ spot, catalogue, names });
const labels = (spot: Spot) => offered(spot).choices.map(({ label }) => label);
const told = (spot: Spot) => describe({ spot, catalogue, names });

test.each([
  ["a service, before its colon", { place: "action", written: "s3" }, "s3:"],
  ["a service, by its name", { place: "action", written: "amazon sqs" }, "sqs:"],
  ["an action, by its beginning in any case", { place: "action", written: "s3:getobj" }, "s3:GetObject"],
  ["an action, by a part of its name", { place: "action", written: "iam:role" }, "iam:PassRole"],
  ["an action, though no service is named", { place: "action", written: "passrole" }, "iam:PassRole"],
  ["what a pattern covers", { place: "action", written: "sts:AssumeRole*" }, "sts:AssumeRoleWithSAML"],
  ["the ARNs that an action takes", { place: "resource", written: "", actions: ["s3:GetObject"] }, "arn:aws:s3:::*/*"],
  ["roles where they are passed", { place: "resource", written: "ord", actions: ["iam:PassRole"] }, ROLE],
  ["accounts", { place: "principal", written: "payments" }, "arn:aws:iam::111111111111:root"],
  ["services", { place: "principal", written: "lam", principalKind: "Service" }, "lambda.amazonaws.com"],
  ["operators with their sets", { place: "operator", written: "any" }, "ForAnyValue:StringEquals"],
  ["keys of the actions", { place: "condition-key", written: "", actions: ["iam:PassRole"] }, "iam:PassedToService"],
  ["keys of AWS", { place: "condition-key", written: "aws:source" }, "aws:SourceVpce"],
  ["accounts as values", { place: "condition-value", written: "", key: "aws:SourceAccount" }, "111111111111"],
  ["an element that is not there yet", { place: "statement-element", written: "", present: ["Effect"] }, "Action"],
] satisfies [string, Spot, string][])("offers %s", (_, spot, wanted) => {
  expect(labels(spot)).toContain(wanted);
});

test("offers the best first, no more than can be read, and says where there is more", () => {
  expect(labels({ place: "action", written: "s3:getobject" })[0]).toBe("s3:GetObject");
  const all = offered({ place: "action", written: "ec2:" });
  expect([all.choices.length, all.more]).toEqual([60, true]);
  expect(offered({ place: "action", written: "s3:GetObjectT" }).more).toBeFalse();
});

test("offers no key that the operator cannot compare, and no element that stands already", () => {
  const keys = labels({ place: "condition-key", written: "", operator: "IpAddress" });
  expect(keys).toContain("aws:SourceIp");
  expect(keys).not.toContain("aws:PrincipalArn");
  expect(labels({ place: "statement-element", written: "", present: ["Effect"] })).not.toContain("Effect");
});

test.each([
  ["an action", { place: "action", written: "s3:getobject" }, "s3:GetObject", "Access level: Read"],
  ["a pattern", { place: "action", written: "sqs:*Message" }, "sqs:*Message covers", "Write:"],
  ["a key", { place: "condition-key", written: "aws:requesttag/team" }, "aws:RequestTag/${TagKey}", "text"],
  ["an operator", { place: "operator", written: "StringNotLikeIfExists" }, "StringNotLikeIfExists", "absent"],
  ["an element", { place: "statement-element", written: "NotAction" }, "NotAction", "Every action but these"],
  ["an ARN by its account", { place: "principal", written: ROLE }, ROLE, "payments-prod"],
  [
    "an ARN of another's account",
    { place: "resource", written: "arn:aws:sqs:eu-west-1:999999999999:a" },
    "999999999999",
    "none that you see roles of",
  ],
] satisfies [string, Spot, string, string][])("describes %s", (...[, spot, title, line]) => {
  const description = told(spot);
  expect(description?.title).toContain(title);
  expect(description?.lines.join("\n")).toContain(line);
});

test("says of a role's ARN that no such role was read, and of nothing known nothing", () => {
  const none = "None of the roles that you see there has this ARN.";
  const gone = told({ place: "principal", written: "arn:aws:iam::111111111111:role/gone" });
  expect(gone?.lines).toContain(none);
  const part = told({ place: "principal", written: "arn:aws:iam::111111111111:role/order" });
  expect(part?.lines).toContain(none);
  expect(told({ place: "action", written: "s3:Nothing" })).toBeUndefined();
  expect(told({ place: "effect", written: "Allow" })).toBeUndefined();
});

test("knows a role whose ARN another role's begins with, whichever comes first", () => {
  expect(told({ place: "principal", written: ROLE })?.lines).toEqual(["In account payments-prod (111111111111)."]);
});

test.each([
  ["StringNotEquals", "Holds where the key is none of the values, or is absent."],
  ["ForAnyValue:StringNotEquals", "Holds where at least one value of the key is none of the values."],
  ["ForAllValues:StringNotEquals", "Holds where the key is absent, or each of its values is none of the values."],
])("says of %s when it holds on an absent key, and when not", (operator, says) => {
  expect(operatorWords(operator)).toBe(says);
});
