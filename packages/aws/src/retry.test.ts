import { expect, test } from "bun:test";
import { AttachRolePolicyCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createTestAws, errorOf, type TestAws } from "../test/test-aws.ts";
import { backoff } from "./retry.ts";
import { explainAwsError } from "./sdk-errors.ts";

async function paymentsSpoke({ aws, simulator }: TestAws) {
  return aws.spoke({ id: simulator.world.account("payments-prod").id, hub: "aws" });
}

const GET = new GetRoleCommand({ RoleName: "GatehouseSpoke" });

test("a throttled call is repeated until it succeeds, and the account's throttles are counted", async () => {
  const test = createTestAws();
  const spoke = await paymentsSpoke(test);
  test.simulator.faults.add({ kind: "throttle", service: "iam", operation: "GetRole", times: 3 });
  const { Role, $metadata } = await spoke.clients.iam().send(GET);
  expect(Role?.RoleName).toBe("GatehouseSpoke");
  expect($metadata.attempts).toBe(4);
  expect(spoke.throttles()).toBe(3);
});

test("a call is given up after its attempts, and the error is AWS's", async () => {
  const test = createTestAws({ aws: { maxAttempts: 3 } });
  const spoke = await paymentsSpoke(test);
  test.simulator.faults.add({ kind: "throttle", service: "iam" });
  expect(explainAwsError(await errorOf(spoke.clients.iam().send(GET)))).toMatchObject({
    kind: "throttled",
    call: "iam:GetRole",
  });
  expect(test.simulator.calls.count("iam", "GetRole")).toBe(3);
});

test("a hopeless account uses up its own budget of repetitions, and no other account's", async () => {
  const test = createTestAws({ aws: { maxAttempts: 8 } });
  const spoke = await paymentsSpoke(test);
  const other = await test.aws.spoke({ id: test.simulator.world.account("larkspur-hub").id, hub: "aws" });
  test.simulator.faults.add({ kind: "throttle", service: "iam", accountId: spoke.accountId });
  for (let call = 0; call < 20; call++) await errorOf(spoke.clients.iam().send(GET));
  test.simulator.calls.clear();
  await errorOf(spoke.clients.iam().send(GET));
  expect(test.simulator.calls.count("iam", "GetRole")).toBe(1);
  test.simulator.faults.add({ kind: "throttle", service: "iam", accountId: other.accountId, times: 2 });
  expect((await other.clients.iam().send(GET)).$metadata.attempts).toBe(3);
});

test("a quota that is full is asked for once, though the SDK takes IAM's LimitExceeded for throttling", async () => {
  let asked = 0;
  const full = async (request: Request) => {
    const isAttach = (await request.clone().text()).includes("AttachRolePolicy");
    if (!isAttach) return simulator.fetch(request);
    asked++;
    const body =
      "<ErrorResponse><Error><Type>Sender</Type><Code>LimitExceeded</Code><Message>Cannot exceed quota for PoliciesPerRole: 10</Message></Error><RequestId>r-9</RequestId></ErrorResponse>";
    return new Response(body, { status: 409, headers: { "content-type": "text/xml" } });
  };
  const { simulator } = createTestAws();
  const test = createTestAws({ aws: { requestHandler: sdkHandler(full), fetch: simulator.fetch } });
  const spoke = await test.aws.spoke({ id: simulator.world.account("payments-prod").id, hub: "aws" });
  const attach = new AttachRolePolicyCommand({ RoleName: "x", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
  const said = explainAwsError(await errorOf(spoke.clients.iam().send(attach)));
  expect(said).toMatchObject({ kind: "limit", said: "LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10" });
  expect({ asked, throttles: spoke.throttles() }).toEqual({ asked: 1, throttles: 0 });
});

test("a refusal is not repeated", async () => {
  const test = createTestAws();
  const spoke = await paymentsSpoke(test);
  test.simulator.faults.add({ kind: "deny", service: "iam", operation: "GetRole" });
  expect(explainAwsError(await errorOf(spoke.clients.iam().send(GET))).kind).toBe("denied");
  expect(test.simulator.calls.count("iam", "GetRole")).toBe(1);
});

test("a call that AWS does not answer ends with a time-out that names it", async () => {
  let silent = false;
  const { simulator } = createTestAws();
  const mute = (request: Request) => (silent ? new Promise<Response>(() => {}) : simulator.fetch(request));
  const test = createTestAws({
    aws: { requestHandler: sdkHandler(mute), fetch: simulator.fetch, timeoutMs: 20, maxAttempts: 2 },
  });
  const spoke = await test.aws.spoke({ id: simulator.world.account("payments-prod").id, hub: "aws" });
  silent = true;
  expect(explainAwsError(await errorOf(spoke.clients.iam().send(GET)))).toMatchObject({
    kind: "timeout",
    call: "iam:GetRole",
  });
});

test("waits double from 100 ms, from 500 ms where AWS throttles, end at 20 s, and differ from call to call", () => {
  const between = (wait: number, longest: number) => wait >= longest / 2 && wait <= longest;
  for (let repetition = 1; repetition <= 12; repetition++) {
    expect(between(backoff(repetition, false), Math.min(20_000, 100 * 2 ** (repetition - 1)))).toBe(true);
    expect(between(backoff(repetition, true), Math.min(20_000, 500 * 2 ** (repetition - 1)))).toBe(true);
  }
  expect(new Set(Array.from({ length: 20 }, () => backoff(3, true))).size).toBeGreaterThan(10);
});
