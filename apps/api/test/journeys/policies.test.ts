import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { IamRole } from "@gatehouse/core/role/role";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let role: IamRole;

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
  for await (const one of t.app.store.roles.all()) if (one.inlinePolicies.length > 0 && role === undefined) role = one;
});
afterAll(() => t.close());

/** As an admin, who may view the policies of every role, or as somebody else. */
async function policies(person = "hye-jin.seo") {
  const browser = t.browser();
  await browser.signIn(person);
  return browser.api.policies;
}

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);
const READ = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const OBJECT = "arn:aws:s3:::reports/a";

describe("a policy", () => {
  test("is checked with places, explanations, fixes and the room that is left", async () => {
    const text = policy({ Effect: "Allow", Action: "s3:GetObjekt", Resource: "*" });
    const { findings, room } = await (await policies()).lint.mutate({ text, kind: "managed" });
    const unknown = findings.find(({ message }) => message.includes("s3:GetObjekt"));
    expect(unknown).toMatchObject({
      severity: "warning",
      at: { from: { line: 6 } },
      fix: [{ text: `"s3:GetObject"` }],
    });
    expect(unknown?.see).toStartWith("https://docs.aws.amazon.com/");
    expect(unknown?.explains.length).toBeGreaterThan(10);
    expect(room).toMatchObject({ most: 6144, unit: "characters", fits: true, of: "a managed policy" });
    expect(room.left).toBeLessThan(6144);
  });

  test("comes back in its canonical form, and a broken one says where it is broken", async () => {
    const api = await policies();
    const { text } = await api.format.mutate({ text: policy({ ...READ, Action: ["s3:getobject"] }) });
    expect(text).toContain('"Action": "s3:GetObject"');
    expect((await failureOf(api.format.mutate({ text: "{" }))).code).toBe("invalid");
  });

  test("that is longer than any of AWS's is refused before anything reads it", async () => {
    const text = " ".repeat(100_001);
    expect(await failureOf((await policies()).lint.mutate({ text, kind: "managed" }))).toMatchObject({ status: 400 });
  });

  test("is completed and explained with what the estate holds", async () => {
    const api = await policies();
    const { choices } = await api.complete.mutate({ place: "principal", written: role.name });
    expect(choices.map(({ label }) => label)).toContain(role.arn);
    const described = await api.describe.mutate({ place: "action", written: "s3:GetObject" });
    expect(described?.lines.join()).toContain("Access level: Read");
    expect(await api.describe.mutate({ place: "action", written: "s3:Nothing" })).toBeNull();
    const linesOf = async (arn: string) => (await api.describe.mutate({ place: "principal", written: arn }))?.lines;
    expect(await linesOf(role.arn)).toEqual([expect.stringContaining(role.accountId)]);
    expect(await linesOf(`${role.arn}-gone`)).toContain("None of the roles that you see there has this ARN.");
    const { actions, total } = await api.expand.mutate({ patterns: ["s3:GetObjectTagging"] });
    expect([actions, total]).toEqual([[{ id: "s3:GetObjectTagging", level: "Read" }], 1]);
  });

  test("is told which of its actions cover nothing that AWS has, and what may be meant", async () => {
    const patterns = ["s3:GetObjekt", "s3:Frobnicate*", "s3:GetObject"];
    const { actions, empty } = await (await policies()).expand.mutate({ patterns });
    expect(actions.map(({ id }) => id)).toEqual(["s3:GetObject"]);
    expect(empty).toEqual([
      { pattern: "s3:GetObjekt", meant: expect.arrayContaining(["s3:GetObject"]) },
      { pattern: "s3:Frobnicate*", meant: [] },
    ]);
    const all = await (await policies()).expand.mutate({ patterns: ["s3:*"], element: "NotAction" });
    expect(all.empty).toEqual([]);
  });
});

describe("whether one may", () => {
  test("is asked in whole words: what is too long or too much is told as what it is", async () => {
    const api = await policies();
    const asked = { action: "s3:GetObject", resource: OBJECT, identity: [policy(READ)] };
    const long = await failureOf(api.evaluate.mutate({ ...asked, resource: OBJECT.padEnd(3_000, "x") }));
    expect(long).toMatchObject({ code: "invalid", message: expect.stringContaining("longer than any ARN") });
    const context = { "aws:SourceIp": ["x".repeat(3_000)] };
    const value = await failureOf(api.evaluate.mutate({ ...asked, context }));
    expect(value.message).toContain("a value has 2,048 characters at most");
  });

  test("is answered for pasted policies in a sentence, with the statements in AWS's order", async () => {
    const deny = policy({ Effect: "Deny", Action: "s3:*", Resource: "*" });
    const api = await policies();
    const asked = { action: "s3:GetObject", resource: OBJECT, identity: [policy(READ)] };
    expect(await api.evaluate.mutate(asked)).toMatchObject({ effect: "allowed", stands: true });
    const answer = await api.evaluate.mutate({ ...asked, serviceControl: [deny] });
    expect(answer.sentence).toBe(
      `No: a service control policy denies s3:GetObject on ${OBJECT} to whoever has these policies.`,
    );
    const own = await api.evaluate.mutate({ ...asked, identity: [deny] });
    expect(own.sentence).toBe(
      `No: an identity-based policy denies s3:GetObject on ${OBJECT} to whoever has these policies.`,
    );
    expect(answer.layers.map(({ policy: kind, state }) => `${kind} ${state}`)).toEqual([
      "resource-control none",
      "service-control denies",
      "resource none",
      "identity allows",
      "boundary none",
      "session none",
      "vpc-endpoint none",
    ]);
    const [reason] = answer.layers[3]?.because ?? [];
    expect(reason).toMatchObject({ at: "identity/0/0", statement: 1, sid: "Read", line: 4, toLine: 9 });
    expect(answer.documents.find(({ id }) => id === reason?.at)?.text).toBe(policy(READ));
  });

  test("hangs on a key that nobody knows, and is decided once the key is", async () => {
    const condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const asked = { action: "s3:GetObject", resource: OBJECT, identity: [policy({ ...READ, Condition: condition })] };
    const api = await policies();
    const open = await api.evaluate.mutate(asked);
    expect(open).toMatchObject({ effect: "conditional", hangsOn: ["aws:MultiFactorAuthPresent"] });
    const [statement] = open.layers[3]?.because ?? [];
    const where = { at: statement?.at, statement: statement?.statement };
    expect(open.layers[3]).toMatchObject({ state: "depends", on: [{ ...where, operator: "Bool", values: ["true"] }] });
    const context = { "aws:MultiFactorAuthPresent": ["true"] };
    expect((await api.evaluate.mutate({ ...asked, context })).effect).toBe("allowed");
    const absent = ["aws:MultiFactorAuthPresent"];
    expect((await api.evaluate.mutate({ ...asked, absent })).effect).toBe("implicitly-denied");
    expect((await api.evaluate.mutate({ ...asked, rest: "absent" })).effect).toBe("implicitly-denied");
  });

  test("says of a role of the estate which policies were not read, and claims nothing about them", async () => {
    const answer = await (
      await policies()
    ).evaluate.mutate({ role: role.arn, action: "s3:GetObject", resource: OBJECT });
    expect(answer.documents.map(({ name }) => name)).toContain(`inline policy ${role.inlinePolicies[0]?.name}`);
    expect(answer.lacking.map(({ what }) => what)).toContain("Service control policies were not read");
    expect(answer.stands).toBe(answer.effect === "explicitly-denied");
    expect(answer.layers[1]).toMatchObject({ policy: "service-control", state: "not-read" });
  });

  test("asks the trust policy where a role of the estate is to be assumed", async () => {
    const answer = await (
      await policies()
    ).evaluate.mutate({
      identity: [policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" })],
      action: "sts:AssumeRole",
      resource: role.arn,
    });
    expect(answer.layers[2]?.policy).toBe("trust");
    expect(answer.documents.map(({ name }) => name)).toContain(`trust policy of ${role.name}`);
  });

  test("is refused of a role that was not read, and of a policy that AWS would refuse, by its name", async () => {
    const api = await policies();
    const asked = { action: "s3:GetObject", resource: OBJECT };
    const gone = api.evaluate.mutate({ ...asked, role: "arn:aws:iam::111111111111:role/gone" });
    expect((await failureOf(gone)).code).toBe("not-found");
    const broken = await failureOf(api.evaluate.mutate({ ...asked, identity: [policy(READ)], session: "{}" }));
    expect(broken.message).toContain("The session policy: This policy cannot be read");
  });

  test("is told of the roles that one may use, and to nobody else without leave, who is put on record", async () => {
    const priya = t.browser();
    await priya.signIn("priya.raman");
    const { policies: api, access } = priya.api;
    const asked = { action: "s3:GetObject", resource: OBJECT };
    const { roles } = await access.eligibleRoles.query({ includeCliOnly: true });
    const [own] = roles;
    const offered = await api.roles.query({ text: "" });
    expect(offered.roles.every(({ arn }) => roles.some((one) => one.arn === arn))).toBe(true);
    expect((await api.evaluate.mutate({ ...asked, role: own?.arn ?? "none" })).layers).toHaveLength(7);
    expect(roles.map(({ arn }) => arn)).not.toContain(role.arn);
    expect((await failureOf(api.evaluate.mutate({ ...asked, role: role.arn }))).code).toBe("forbidden");
    const side = { role: role.arn };
    expect((await failureOf(api.compare.mutate({ first: side, second: side }))).code).toBe("forbidden");
    const assumed = await api.evaluate.mutate({
      identity: [policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" })],
      action: "sts:AssumeRole",
      resource: role.arn,
    });
    expect(assumed.documents.map(({ name }) => name)).not.toContain(`trust policy of ${role.name}`);
    const { events } = await priya.api.audit.events.query({});
    expect(events).toContainEqual(
      expect.objectContaining({ command: "view-policies", target: role.arn, outcome: "refused" }),
    );
  });

  test("is asked of roles that are found by any part of their name and account", async () => {
    const { roles } = await (await policies()).roles.query({ text: `${role.name} ${role.accountId}` });
    expect(roles.map(({ arn }) => arn)).toContain(role.arn);
  });
});

describe("a denial", () => {
  test("is explained: the layer, its owner, and the smallest statement that helps", async () => {
    const text = `An error occurred (AccessDenied): User: ${role.arn.replace(":iam:", ":sts:").replace(/role\/.*/, `assumed-role/${role.name}/ann`)} is not authorized to perform: s3:GetObject on resource: "${OBJECT}" because no identity-based policy allows the s3:GetObject action`;
    const { denials } = await (await policies()).explain.mutate({ text });
    expect(denials).toHaveLength(1);
    expect(denials[0]).toMatchObject({ action: "s3:GetObject", resource: OBJECT, change: [{ layer: "identity" }] });
    const statement: unknown = JSON.parse(denials[0]?.add[0]?.document ?? "");
    expect(statement).toEqual({ Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT });
  });

  test("that a text does not tell of is none", async () => {
    expect((await (await policies()).explain.mutate({ text: "all is well" })).denials).toEqual([]);
  });
});

describe("two of a kind", () => {
  test("are compared: what one can that the other cannot, in words and as data", async () => {
    const api = await policies();
    const first = { policy: policy(READ, { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }) };
    const second = { policy: policy(READ) };
    const { onlyFirst, onlySecond, verdict, lacking } = await api.compare.mutate({ first, second });
    expect([verdict, lacking]).toEqual(["first-has-more", []]);
    expect((await api.compare.mutate({ first, second: first })).verdict).toBe("same");
    expect(onlySecond).toEqual([]);
    expect(onlyFirst).toMatchObject([{ level: "Write", actions: ["sqs:SendMessage"], because: [{ statement: 2 }] }]);
    expect(onlyFirst[0]?.words).toContain("sqs:SendMessage on every resource");
    const all = { policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }) };
    const gained = await api.compare.mutate({ first: all, second });
    const levels = new Set(gained.onlyFirst.map(({ level }) => level));
    expect([...levels]).toEqual(["Permissions management", "Write", "Tagging", "Read", "List"]);
    expect(gained.more).toBeGreaterThan(0);
    expect(gained.onlyFirst.find(({ level }) => level === "Write")?.actions[0]).toStartWith("iam:");
    const totals = gained.totals.reduce((sum, { first: count }) => sum + count, 0);
    expect(totals).toBe(gained.onlyFirst.length + gained.more);
    const broken = await failureOf(api.compare.mutate({ first, second: { policy: "{}" } }));
    expect(broken.message).toContain("The second policy");
  });

  test("roles of the estate are compared by what was read of them, and what was not is named", async () => {
    const api = await policies();
    const same = await api.compare.mutate({ first: { role: role.arn }, second: { role: role.arn } });
    expect([same.onlyFirst, same.onlySecond, same.verdict]).toEqual([[], [], "same"]);
    const answer = await api.compare.mutate({ first: { role: role.arn }, second: { policy: policy(READ) } });
    expect(answer.lacking.length).toBeGreaterThan(0);
  });
});
