import { expect, test } from "bun:test";
import { type Asked, missingOf, questionOf, readKinds } from "./question.ts";

const ROLE = "arn:aws:iam::111111111111:role/orders";
const asked: Asked = {
  who: "role",
  role: ROLE,
  identity: "",
  account: "",
  action: " s3:GetObject ",
  resource: "*",
  keys: [
    { key: "aws:SourceVpce", values: ["vpce-1"] },
    { key: "aws:SourceIp", values: "absent" },
  ],
  rest: "unknown",
  pasted: { serviceControl: "{}", boundary: "" },
};

test("a question says whom, what, on what and in which context; what is empty is left out", () => {
  expect(questionOf(asked)).toEqual({
    role: ROLE,
    serviceControl: ["{}"],
    action: "s3:GetObject",
    resource: "*",
    context: { "aws:SourceVpce": ["vpce-1"] },
    absent: ["aws:SourceIp"],
    rest: "unknown",
  });
});

test("pasted policies stand in the place of a role's, with the boundary that goes with them", () => {
  const question = questionOf({ ...asked, who: "pasted", identity: "{}", pasted: { boundary: "{}" } });
  expect(question).toMatchObject({ identity: ["{}"], boundary: "{}" });
  expect(question?.role).toBeUndefined();
});

test("while something is missing there is no question, and the page can say what", () => {
  expect(questionOf({ ...asked, role: "ord" })).toBeUndefined();
  expect(missingOf({ ...asked, role: "ord", action: "s3:Get*", resource: "" })).toEqual([
    "a role",
    "an action like s3:GetObject",
    "a resource",
  ]);
  expect(missingOf({ ...asked, pasted: { serviceControl: " ", endpoint: "" } })).toEqual([
    "the service control policy: paste it or leave it out",
    "the VPC endpoint policy: paste it or leave it out",
  ]);
});

test("an address names the pasted policies by kind, and nothing else", () => {
  expect(readKinds("serviceControl,session,constructor,")).toEqual(["serviceControl", "session"]);
});

test("pasted policies are asked in the account that is named for them, whose number must be whole", () => {
  const pasted: Asked = { ...asked, who: "pasted", identity: "{}", account: "111111111111", pasted: {} };
  expect(questionOf(pasted)).toMatchObject({ accountId: "111111111111", identity: ["{}"] });
  expect(questionOf({ ...pasted, account: "" })).not.toHaveProperty("accountId");
  expect(missingOf({ ...pasted, account: "1111" })).toEqual(["the 12 digits of the account"]);
  expect(questionOf({ ...asked, account: "111111111111", pasted: {} })).not.toHaveProperty("accountId");
});
