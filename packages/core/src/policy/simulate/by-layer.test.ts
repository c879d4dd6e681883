import { expect, test } from "bun:test";
import { parsePolicy, type PolicyDocument } from "../document.ts";
import { evaluate, type Policies } from "../evaluate.ts";
import type { AccessRequest } from "../request.ts";
import { createRandom } from "../test/random.ts";
import { type Of, randomRequest, randomStatement } from "../test/random-access.ts";
import { askByLayer } from "./by-layer.ts";

const accountId = "111122223333";
const roleArn = `arn:aws:iam::${accountId}:role/team/Reports`;
const session = { arn: `arn:aws:sts::${accountId}:assumed-role/Reports/priya`, accountId, roleArn };
const asked: AccessRequest = {
  principal: session,
  action: "s3:GetObject",
  resource: "arn:aws:s3:::reports/q1.csv",
  resourceAccountId: accountId,
  context: {},
};
const policy = (...statements: object[]): PolicyDocument =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const all = (more: object = {}): object => ({ Effect: "Allow", Action: "*", Resource: "*", ...more });
const usual = { identity: [policy(all())], serviceControl: [] };
const statesOf = (request: AccessRequest, policies: Policies): Record<string, string> =>
  Object.fromEntries(askByLayer(request, policies).map((layer) => [layer.policy, layer.state]));

test("to a gateway endpoint the account's name is its root user, in its layer as in the whole answer", () => {
  const policies = { ...usual, endpointIsGateway: true, endpoint: policy(all({ Principal: { AWS: accountId } })) };
  expect(evaluate(asked, policies)).toMatchObject({ effect: "implicitly-denied", blockedBy: "vpc-endpoint" });
  expect(statesOf(asked, policies)["vpc-endpoint"]).toBe("silent");
});

test("NotPrincipal denies whoever has a boundary, read or not, in its layer as in the whole answer", () => {
  const spared = { AWS: [session.arn, roleArn, accountId] };
  const resource = policy({ Effect: "Deny", NotPrincipal: spared, Action: "*", Resource: "*" });
  for (const boundary of [{ boundary: policy(all()) }, { unread: ["boundary" as const] }])
    expect(statesOf(asked, { ...usual, ...boundary, resource }).resource).toBe("denies");
  expect(statesOf(asked, { ...usual, resource }).resource).toBe("silent");
});

test("AWS's own limits of temporary credentials stand where a session policy would", () => {
  const user = { arn: `arn:aws:iam::${accountId}:user/bob`, accountId };
  const federated = { arn: `arn:aws:sts::${accountId}:federated-user/bob`, accountId, roleArn: user.arn };
  expect(statesOf({ ...asked, principal: federated }, usual).session).toBe("silent");
  const token = { ...user, sessionToken: { mfa: false } };
  expect(statesOf({ ...asked, principal: token, action: "iam:ListRoles", resource: "*" }, usual).session).toBe(
    "silent",
  );
  expect(statesOf({ ...asked, principal: token }, usual).session).toBe("none");
});

test("the layers of the caller are heard though a key's policy was not read", () => {
  const key = { ...asked, action: "kms:Decrypt", resource: `arn:aws:kms:eu-west-1:${accountId}:key/1` };
  expect(statesOf(key, usual)).toMatchObject({ identity: "allows", resource: "none" });
  expect(statesOf(key, { identity: [], serviceControl: [] })).toMatchObject({ identity: "silent", resource: "none" });
});

test("whatever is denied, some layer is in the way of it; whatever is allowed, none denies it", () => {
  const random = createRandom(41);
  const documents = (of: Of): PolicyDocument =>
    policy(...[1, 2].map(() => randomStatement(random, random.below(4) === 0 ? "Deny" : "Allow", of)));
  const maybe = <Value>(value: () => Value): Value | undefined => (random.below(3) === 0 ? value() : undefined);
  let denied = 0;
  for (let round = 0; round < 1_500; round += 1) {
    const control = maybe(() => [[documents("caller")]]);
    const policies: Policies = {
      identity: [documents("caller")],
      boundary: maybe(() => documents("caller")),
      session: maybe(() => [documents("caller"), documents("caller")]),
      serviceControl: control ?? [],
      endpoint: maybe(() => documents("resource")),
      endpointIsGateway: random.below(2) === 0,
      resource: documents("resource"),
    };
    const request = randomRequest(random, "absent");
    const { effect } = evaluate(request, policies);
    const states = Object.values(statesOf(request, policies));
    if (effect === "allowed") expect(states).not.toContain("denies");
    else expect(states.some((state) => state === "denies" || state === "silent")).toBeTrue();
    if (effect !== "allowed") denied += 1;
  }
  expect(denied).toBeGreaterThan(200);
});
