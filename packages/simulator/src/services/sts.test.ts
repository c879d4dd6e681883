import { expect, test } from "bun:test";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { assume, clientsOf, refusal, type Credentials } from "../../test/clients.ts";
import { createSimulator } from "../simulator.ts";
import { policyText, trustText } from "../world/policy-text.ts";

const world = { accounts: 12, roles: 15 };
const SPOKE: [string, string] = ["payments-prod", "GatehouseSpoke"];
const ON_CALL: [string, string] = ["payments-prod", "PaymentsOnCall"];
const identityOf = (simulator: ReturnType<typeof createSimulator>, credentials: Credentials) =>
  clientsOf(simulator, credentials).sts.send(new GetCallerIdentityCommand({}));

test("assumed keys belong to the role's account and session", async () => {
  const simulator = createSimulator(world);
  const { id } = simulator.world.account("payments-prod");
  const me = await identityOf(simulator, await assume(simulator, SPOKE, { RoleSessionName: "gatehouse" }));
  expect(me.Account).toBe(id);
  expect(me.Arn).toBe(`arn:aws:sts::${id}:assumed-role/GatehouseSpoke/gatehouse`);
});

test("the hub of each partition has a role session of its own", async () => {
  const simulator = createSimulator(world);
  const [commercial, government] = await Promise.all(
    ["aws", "aws-us-gov"].map((partition) => identityOf(simulator, simulator.hubCredentials(partition))),
  );
  expect(commercial?.Arn).toStartWith("arn:aws:sts::");
  expect(government?.Arn).toStartWith("arn:aws-us-gov:sts::");
});

test("credentials never cross partitions", async () => {
  const simulator = createSimulator(world);
  const as = simulator.hubCredentials("aws");
  const { name } = await refusal(assume(simulator, ["public-sector-prod", "GatehouseSpoke"], { as }));
  expect(name).toBe("AccessDenied");
});

test("a wrong secret, a wrong token, an unknown key and an ended session are refused, each as AWS does", async () => {
  const simulator = createSimulator(world);
  const hub = simulator.hubCredentials("aws");
  const nameOf = async (credentials: Credentials) => (await refusal(identityOf(simulator, credentials))).name;
  expect(await nameOf({ ...hub, secretAccessKey: "wrong" })).toBe("SignatureDoesNotMatch");
  expect(await nameOf({ ...hub, sessionToken: "wrong" })).toBe("InvalidClientTokenId");
  expect(await nameOf({ ...hub, accessKeyId: "ASIAUNKNOWN" })).toBe("InvalidClientTokenId");
  const spoke = await assume(simulator, SPOKE);
  simulator.keys.expire(spoke.accessKeyId);
  expect(await nameOf(spoke)).toBe("ExpiredToken");
});

test("a session ends at the time that AssumeRole named", async () => {
  let now = Date.parse("2026-10-01T08:00:00Z");
  const simulator = createSimulator({ ...world, now: () => now });
  const spoke = await assume(simulator, SPOKE, { DurationSeconds: 900 });
  expect(spoke.expiration.toISOString()).toBe("2026-10-01T08:15:00.000Z");
  now += 899_000;
  await identityOf(simulator, spoke);
  now += 1_000;
  expect((await refusal(identityOf(simulator, spoke))).name).toBe("ExpiredToken");
});

test("a role that does not exist is refused like one that does not trust the caller", async () => {
  const simulator = createSimulator(world);
  const { id } = simulator.world.account("sandbox-experiments");
  const hub = simulator.hubCredentials("aws");
  const { sts } = clientsOf(simulator, hub);
  const RoleArn = `arn:aws:iam::${id}:role/GatehouseSpoke`;
  const me = await identityOf(simulator, hub);
  const refused = await refusal(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" })));
  expect(refused.message).toBe(
    `User: ${me.Arn} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${id}:role/GatehouseSpoke`,
  );
  expect(refused.status).toBe(403);
});

test("the caller's own policies must allow a role in another account too", async () => {
  const simulator = createSimulator(world);
  simulator.world.changeRole("larkspur-hub", "GatehouseHub", { inlinePolicies: [] });
  const { message } = await refusal(assume(simulator, SPOKE));
  expect(message).toEndWith("because no identity-based policy allows the sts:AssumeRole action");
});

test("a source identity needs sts:SetSourceIdentity and tags need sts:TagSession, in the trust policy", async () => {
  const simulator = createSimulator(world);
  const { arn } = simulator.world.role("larkspur-hub", "GatehouseHub");
  simulator.world.setTrustPolicy("payments-prod", "PaymentsOnCall", trustText(arn, "sts:AssumeRole"));
  await assume(simulator, ON_CALL);
  const sourced = await refusal(assume(simulator, ON_CALL, { SourceIdentity: "priya" }));
  expect(sourced.message).toContain("not authorized to perform: sts:SetSourceIdentity on resource: arn:aws:iam::");
  const tagged = await refusal(assume(simulator, ON_CALL, { Tags: [{ Key: "gatehouse:request", Value: "1" }] }));
  expect(tagged.message).toContain("not authorized to perform: sts:TagSession on resource: arn:aws:iam::");
});

test("a source identity needs sts:SetSourceIdentity on the caller's side as well", async () => {
  const simulator = createSimulator(world);
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }] };
  const inlinePolicies = [{ name: "assume", document: JSON.stringify(document) }];
  simulator.world.changeRole("larkspur-hub", "GatehouseHub", { inlinePolicies });
  await assume(simulator, ON_CALL);
  const { message } = await refusal(assume(simulator, ON_CALL, { SourceIdentity: "priya" }));
  expect(message).toEndWith("because no identity-based policy allows the sts:SetSourceIdentity action");
});

/** A world with a role that the spoke may assume, for chains of three. */
function chainOf() {
  const simulator = createSimulator(world);
  const next: [string, string] = ["payments-prod", "Next"];
  const trustPolicy = trustText(simulator.world.role(...SPOKE).arn);
  simulator.world.putRole("payments-prod", { name: "Next", trustPolicy });
  const inlinePolicies = [{ name: "all", document: policyText({ Effect: "Allow", Action: "*", Resource: "*" }) }];
  simulator.world.changeRole(...SPOKE, { inlinePolicies });
  return { simulator, next };
}

test("a source identity stays for the whole chain and cannot be changed in it", async () => {
  const { simulator, next } = chainOf();
  const as = await assume(simulator, SPOKE, { SourceIdentity: "priya" });
  const last = await assume(simulator, next, { as });
  expect(simulator.keys.find(last.accessKeyId)?.sourceIdentity).toBe("priya");
  const changed = await refusal(assume(simulator, next, { as, SourceIdentity: "noor" }));
  expect([changed.name, changed.message]).toEqual([
    "AccessDenied",
    "Source identity cannot be changed once it is set for the session.",
  ]);
});

test("a source identity that a chain carries needs sts:SetSourceIdentity at every role", async () => {
  const { simulator, next } = chainOf();
  simulator.world.setTrustPolicy(...next, trustText(simulator.world.role(...SPOKE).arn, "sts:AssumeRole"));
  await assume(simulator, next, { as: await assume(simulator, SPOKE) });
  const as = await assume(simulator, SPOKE, { SourceIdentity: "priya" });
  expect((await refusal(assume(simulator, next, { as }))).message).toContain("sts:SetSourceIdentity");
});

test("transitive tags are handed on in a chain and cannot be overridden; others are not", async () => {
  const { simulator, next } = chainOf();
  const Tags = [
    { Key: "gatehouse:issue", Value: "7" },
    { Key: "once", Value: "1" },
  ];
  const as = await assume(simulator, SPOKE, { Tags, TransitiveTagKeys: ["gatehouse:issue"] });
  const last = await assume(simulator, next, { as });
  expect(simulator.keys.find(last.accessKeyId)?.tags).toEqual({ "gatehouse:issue": "7" });
  const override = [{ Key: "gatehouse:issue", Value: "8" }];
  expect((await refusal(assume(simulator, next, { as, Tags: override }))).name).toBe("ValidationError");
});

test("tags that a chain hands on need sts:TagSession at every role, and are no tags of the request", async () => {
  const { simulator, next } = chainOf();
  const spoke = simulator.world.role(...SPOKE).arn;
  const Tags = [{ Key: "gatehouse:issue", Value: "7" }];
  const as = await assume(simulator, SPOKE, { Tags, TransitiveTagKeys: ["gatehouse:issue"] });
  simulator.world.setTrustPolicy(...next, trustText(spoke, "sts:AssumeRole"));
  expect((await refusal(assume(simulator, next, { as }))).message).toContain("sts:TagSession");
  const Action = ["sts:AssumeRole", "sts:TagSession"];
  const trustOn = (Condition: object) => policyText({ Effect: "Allow", Principal: { AWS: spoke }, Action, Condition });
  simulator.world.setTrustPolicy(...next, trustOn({ StringEquals: { "aws:RequestTag/gatehouse:issue": "7" } }));
  expect((await refusal(assume(simulator, next, { as }))).name).toBe("AccessDenied");
  simulator.world.setTrustPolicy(
    ...next,
    trustOn({ Null: { "aws:TagKeys": "true" }, StringEquals: { "aws:PrincipalTag/gatehouse:issue": "7" } }),
  );
  await assume(simulator, next, { as });
});

test("role chaining ends at one hour, whatever the role allows", async () => {
  const simulator = createSimulator(world);
  simulator.world.changeRole("payments-prod", "PaymentsOnCall", { maxSessionSeconds: 43_200 });
  const refused = await refusal(assume(simulator, ON_CALL, { DurationSeconds: 3_601 }));
  expect([refused.name, refused.message]).toEqual([
    "ValidationError",
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
  ]);
  await assume(simulator, ON_CALL, { DurationSeconds: 3_600 });
});

test("a user's key gets as long a session as the role allows, and no longer", async () => {
  const simulator = createSimulator(world);
  const policies = ['{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:*","Resource":"*"}}'];
  const user = simulator.addUser("larkspur-hub", { name: "gatehouse", policies });
  simulator.world.changeRole("payments-prod", "PaymentsOnCall", {
    maxSessionSeconds: 14_400,
    trustPolicy: trustText(user.arn),
  });
  await assume(simulator, ON_CALL, { as: user.credentials, DurationSeconds: 14_400 });
  const { message } = await refusal(assume(simulator, ON_CALL, { as: user.credentials, DurationSeconds: 14_401 }));
  expect(message).toBe("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
});

test("names, durations and session policies outside AWS's bounds are refused", async () => {
  const simulator = createSimulator(world);
  const nameOf = async (input: object) => (await refusal(assume(simulator, ON_CALL, input))).name;
  expect(await nameOf({ RoleSessionName: "priya raman" })).toBe("ValidationError");
  expect(await nameOf({ RoleSessionName: "p".repeat(65) })).toBe("ValidationError");
  expect(await nameOf({ SourceIdentity: "p" })).toBe("ValidationError");
  expect(await nameOf({ DurationSeconds: 899 })).toBe("ValidationError");
  expect(await nameOf({ Policy: " ".repeat(2_049) })).toBe("ValidationError");
  expect(await nameOf({ Policy: "{" })).toBe("MalformedPolicyDocumentException");
});

test("an account that is suspended or closed lets nobody in", async () => {
  const simulator = createSimulator(world);
  expect((await refusal(assume(simulator, ["legacy-warehouse", "GatehouseSpoke"]))).name).toBe("AccessDenied");
  expect((await refusal(assume(simulator, ["retired-intranet", "GatehouseSpoke"]))).name).toBe("AccessDenied");
});

test("an external id that the trust policy asks for must be given", async () => {
  const simulator = createSimulator(world);
  const { arn } = simulator.world.role("larkspur-hub", "GatehouseHub");
  const trust = JSON.parse(trustText(arn));
  trust.Statement[0].Condition = { StringEquals: { "sts:ExternalId": "larkspur" } };
  simulator.world.setTrustPolicy(...SPOKE, trust);
  expect((await refusal(assume(simulator, SPOKE))).name).toBe("AccessDenied");
  await assume(simulator, SPOKE, { ExternalId: "larkspur" });
});
