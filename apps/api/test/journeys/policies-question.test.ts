import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let evaluate: ReturnType<TestApp["browser"]>["api"]["policies"]["evaluate"];

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
  const browser = t.browser();
  await browser.signIn("hye-jin.seo");
  ({ evaluate } = browser.api.policies);
});
afterAll(() => t.close());

const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "*", ...statement }] });
const QUEUE = "arn:aws:sqs:eu-west-1:111111111111:jobs";
const OBJECT = "arn:aws:s3:::reports/a";

describe("pasted policies", () => {
  const SEND = { action: "sqs:SendMessage", resource: QUEUE, identity: [policy({ Action: "sqs:*" })] };

  test("are those of a role in the account of the resource, which the answer says", async () => {
    const answer = await evaluate.mutate(SEND);
    expect(answer).toMatchObject({ effect: "allowed", stands: true });
    expect(answer.notes).toEqual([expect.stringContaining("a role in account 111111111111, where the resource is")]);
  });

  test("are those of the account that is named for them, to which another's resource must be opened", async () => {
    const answer = await evaluate.mutate({ ...SEND, accountId: "222222222222" });
    expect(answer).toMatchObject({ effect: "implicitly-denied", blockedBy: "resource", notes: [] });
    const own = await evaluate.mutate({ ...SEND, accountId: "111111111111" });
    expect(own).toMatchObject({ effect: "allowed", notes: [] });
  });

  test.each([
    ["aws:PrincipalAccount", "111111111111"],
    ["aws:ResourceAccount", "111111111111"],
  ])("are asked with the account that they are in, as %s", async (key, value) => {
    const identity = [policy({ Action: "sqs:*", Condition: { StringEquals: { [key]: value } } })];
    expect(await evaluate.mutate({ ...SEND, identity })).toMatchObject({ effect: "allowed" });
  });

  test("need no account where nothing hangs on one, and say what is assumed", async () => {
    const answer = await evaluate.mutate({
      action: "s3:GetObject",
      resource: OBJECT,
      identity: [policy({ Action: "s3:*" })],
    });
    expect(answer).toMatchObject({ effect: "allowed" });
    expect(answer.notes).toEqual([expect.stringContaining("is in the account of whoever has these policies")]);
    expect(JSON.stringify(answer)).not.toContain("000000000000");
  });

  test.each([
    ["a condition", { Action: "s3:*", Condition: { StringEquals: { "aws:PrincipalAccount": "111111111111" } } }],
    ["a variable", { Action: "s3:*", Resource: "arn:aws:s3:::*/${aws:PrincipalAccount}" }],
  ])("need one where %s hangs on it, and are then answered", async (_, statement) => {
    const asked = { action: "s3:GetObject", resource: "arn:aws:s3:::b/111111111111", identity: [policy(statement)] };
    expect(await failureOf(evaluate.mutate(asked))).toMatchObject({
      code: "invalid",
      message: expect.stringContaining("name it beside them"),
    });
    expect(await evaluate.mutate({ ...asked, accountId: "111111111111" })).toMatchObject({ effect: "allowed" });
  });

  test("are refused where AWS would refuse them for their kind", async () => {
    const identity = [policy({ Action: "sqs:*", Principal: "*" })];
    const refused = await failureOf(evaluate.mutate({ ...SEND, identity }));
    expect(refused).toMatchObject({ code: "invalid" });
    expect(refused.message).toBe(
      "The pasted identity-based policy: its statement 1 has a Principal, which AWS refuses in such a policy.",
    );
    const without = await failureOf(evaluate.mutate({ ...SEND, resourcePolicy: policy({ Action: "sqs:*" }) }));
    expect(without.message).toContain("The pasted resource-based policy: its statement 1 names no Principal");
  });
});

describe("a question about what AWS does not have is not answered", () => {
  const identity = [policy({ Action: "*" })];

  test.each([
    [
      "s3:GetObjekt",
      OBJECT,
      "AWS lists no action s3:GetObjekt: nothing can be said of it. Did you mean s3:GetObject or s3:PutObject?",
    ],
    ["zzz:Foo", OBJECT, 'AWS lists no service "zzz"'],
    ["s4:GetObject", OBJECT, "Did you mean s3:…"],
    ["s3:GetObject", "hello", '"hello" is no ARN. Write the whole ARN'],
  ])("%s on %s", async (action, resource, says) => {
    const refused = await failureOf(evaluate.mutate({ action, resource, identity }));
    expect(refused.code).toBe("invalid");
    expect(refused.message).toContain(says);
  });

  test.each([
    ["s3:GetObject", "arn:aws:s3:::reports", "s3:GetObject is about a resource of the type"],
    ["ec2:DescribeInstances", "arn:aws:ec2:eu-west-1:111111111111:instance/i-1", "with the resource * only"],
  ])("%s on %s: the answer says that AWS never asks so", async (action, resource, says) => {
    const { notes } = await evaluate.mutate({ action, resource, identity });
    expect(notes[0]).toContain(says);
  });

  test("an action is shown as AWS spells it", async () => {
    const { sentence, notes } = await evaluate.mutate({ action: "S3:getobject", resource: OBJECT, identity });
    expect(sentence).toContain("can do s3:GetObject on");
    expect(notes).toHaveLength(1);
  });
});
