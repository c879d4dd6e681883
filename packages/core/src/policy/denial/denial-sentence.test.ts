import { expect, test } from "bun:test";
import type { Decision } from "../decision.ts";
import { denialSentence } from "./denial-sentence.ts";
import type { AccessRequest } from "../request.ts";

const request: AccessRequest = {
  principal: { arn: "arn:aws:sts::111122223333:assumed-role/Spoke/sync", accountId: "111122223333" },
  action: "iam:PutRolePolicy",
  resource: "arn:aws:iam::111122223333:role/Orders",
  resourceAccountId: "111122223333",
  context: {},
};
const REFUSED =
  "User: arn:aws:sts::111122223333:assumed-role/Spoke/sync is not authorized to perform: iam:PutRolePolicy on resource: arn:aws:iam::111122223333:role/Orders";

const implicitly = (blockedBy: NonNullable<Decision["blockedBy"]>): Decision => ({
  effect: "implicitly-denied",
  because: [],
  blockedBy,
});
const explicitly = (blockedBy: NonNullable<Decision["blockedBy"]>): Decision => ({
  effect: "explicitly-denied",
  because: [],
  blockedBy,
});

test.each([
  [implicitly("identity"), "because no identity-based policy allows the iam:PutRolePolicy action"],
  [implicitly("boundary"), "because no permissions boundary allows the iam:PutRolePolicy action"],
  [implicitly("session"), "because no session policy allows the iam:PutRolePolicy action"],
  [implicitly("service-control"), "because no service control policy allows the iam:PutRolePolicy action"],
  [implicitly("resource-control"), "because no resource control policy allows the iam:PutRolePolicy action"],
  [implicitly("resource"), "because no resource-based policy allows the iam:PutRolePolicy action"],
  [implicitly("trust"), "because no role trust policy allows the iam:PutRolePolicy action"],
  [explicitly("identity"), "with an explicit deny in an identity-based policy"],
  [explicitly("boundary"), "with an explicit deny in a permissions boundary"],
  [explicitly("session"), "with an explicit deny in a session policy"],
  [explicitly("service-control"), "with an explicit deny in a service control policy"],
  [explicitly("resource-control"), "with an explicit deny in a resource control policy"],
  [explicitly("resource"), "with an explicit deny in a resource-based policy"],
  [explicitly("trust"), "with an explicit deny in the role trust policy"],
])("%j is told in AWS's words", (decision, context) => {
  expect(denialSentence(request, decision)).toBe(`${REFUSED} ${context}`);
});

test("another name of the resource can be shown, as IAM does", () => {
  expect(denialSentence(request, implicitly("identity"), "role Orders")).toContain(
    "on resource: role Orders because no",
  );
});

test("a caller of another account learns nothing about the policies on the resource's side", () => {
  const across = { ...request, resourceAccountId: "444455556666" };
  expect(denialSentence(across, implicitly("trust"))).toBe(REFUSED);
  expect(denialSentence(across, explicitly("resource"))).toBe(REFUSED);
  expect(denialSentence(across, implicitly("identity"))).toContain("because no identity-based policy");
});
