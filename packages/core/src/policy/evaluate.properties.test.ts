import { expect, test } from "bun:test";
import type { Decision, Effect } from "./decision.ts";
import { parsePolicy, type PolicyDocument } from "./document.ts";
import { evaluate, type Policies } from "./evaluate.ts";
import type { AccessRequest } from "./request.ts";
import { createRandom, type Random } from "./test/random.ts";
import { completed, type Of, randomRequest, randomStatement } from "./test/random-access.ts";

const ROUNDS = 1_600;
const COMPLETIONS = 6;

/** For whom the statements of each kind are; control policies of two levels are two kinds here. */
const KINDS = {
  identity: "caller",
  boundary: "caller",
  session: "caller",
  rootControl: "caller",
  unitControl: "caller",
  rootResources: "all-resources",
  unitResources: "all-resources",
  endpoint: "resource",
  resource: "resource",
  trust: "trust",
} as const satisfies Record<string, Of>;
type Kind = keyof typeof KINDS;
const ALWAYS: readonly string[] = ["identity", "trust"];
const SEVERAL: readonly string[] = ["identity", "rootControl", "unitControl", "rootResources"];

/** Every policy of a request as lists of statements. */
type Written = { [Each in Kind]?: object[][] };

function randomPolicies(random: Random): Written {
  const documents = (most: number, of: Of): object[][] =>
    Array.from({ length: 1 + random.below(most) }, () =>
      Array.from({ length: 1 + random.below(3) }, () =>
        randomStatement(random, random.below(5) === 0 ? "Deny" : "Allow", of),
      ),
    );
  const kinds = Object.entries(KINDS).filter(([kind]) => ALWAYS.includes(kind) || random.below(3) === 0);
  return Object.fromEntries(kinds.map(([kind, of]) => [kind, documents(SEVERAL.includes(kind) ? 2 : 1, of)]));
}

const compile = (statements: object[]): PolicyDocument =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const first = (documents: object[][] | undefined): PolicyDocument | undefined => documents?.map(compile)[0];

const levels = (...written: (object[][] | undefined)[]): PolicyDocument[][] =>
  written.flatMap((level) => (level === undefined ? [] : [level.map(compile)]));

/** Every role that is to be assumed has a trust policy, and nothing else has one. */
const compiled = (written: Written, { action }: AccessRequest, resourceMustAllow = false): Policies => ({
  identity: (written.identity ?? []).map(compile),
  boundary: first(written.boundary),
  session: written.session?.map(compile),
  serviceControl: levels(written.rootControl, written.unitControl),
  resourceControl: levels(written.rootResources, written.unitResources),
  endpoint: first(written.endpoint),
  resource: first(written.resource),
  trust: action === "sts:AssumeRole" ? first(written.trust) : undefined,
  resourceMustAllow,
});

const outcomesOf = (decision: Decision): readonly Effect[] =>
  decision.effect === "conditional" ? decision.outcomes : [decision.effect];

const shuffled = <Item>(random: Random, items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: random.below(1_000) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);

test("every completion of what is unknown gives one of the stated outcomes, and nothing else is left open", () => {
  const random = createRandom(20_260_101);
  const seen = { conditional: 0, plain: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const request = randomRequest(random, "unknown");
    const policies = compiled(randomPolicies(random), request, random.below(2) === 0);
    const decision = evaluate(request, policies);
    const outcomes = outcomesOf(decision);
    for (let count = 0; count < COMPLETIONS; count += 1) {
      const whole = completed(random, request);
      const { effect } = evaluate(whole, policies);
      if (!outcomes.includes(effect as Effect))
        throw new Error(JSON.stringify({ round, request, whole, effect, decision }));
    }
    if (decision.effect !== "conditional") {
      seen.plain += 1;
      continue;
    }
    seen.conditional += 1;
    expect(new Set(outcomes).size).toBe(outcomes.length);
    expect(outcomes.length).toBeGreaterThan(1);
    expect(decision.on.length).toBeGreaterThan(0);
  }
  expect(Math.min(seen.conditional, seen.plain)).toBeGreaterThan(ROUNDS / 10);
});

test("most outcomes of a conditional answer come about in some completion", () => {
  const random = createRandom(7);
  const outcomes = { stated: 0, met: 0 };
  for (let round = 0; round < ROUNDS / 8; round += 1) {
    const request = randomRequest(random, "unknown");
    const policies = compiled(randomPolicies(random), request);
    const stated = outcomesOf(evaluate(request, policies));
    if (stated.length < 2) continue;
    const met = new Set(Array.from({ length: 60 }, () => evaluate(completed(random, request), policies).effect));
    outcomes.stated += stated.length;
    outcomes.met += stated.filter((effect) => met.has(effect)).length;
  }
  expect(outcomes.met / outcomes.stated).toBeGreaterThan(0.85);
});

test("a request of which all is known has no conditional answer", () => {
  const random = createRandom(3);
  for (let round = 0; round < ROUNDS; round += 1) {
    const request = randomRequest(random, "absent");
    const { effect } = evaluate(request, compiled(randomPolicies(random), request));
    expect(effect).not.toBe("conditional");
  }
});

test("one more Deny never allows", () => {
  const random = createRandom(11);
  let allowed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const written = randomPolicies(random);
    const request = randomRequest(random, random.pick(["absent", "unknown"]));
    const before = outcomesOf(evaluate(request, compiled(written, request)));
    const [kind, of] = random.pick(Object.entries(KINDS).filter(([one]) => written[one as Kind] !== undefined));
    const more = written[kind as Kind]?.map((statements) => [...statements, randomStatement(random, "Deny", of)]);
    const after = outcomesOf(evaluate(request, compiled({ ...written, [kind]: more }, request)));
    if (after.includes("allowed")) expect(before).toContain("allowed");
    if (before.includes("explicitly-denied")) expect(after).toContain("explicitly-denied");
    if (after.includes("allowed")) allowed += 1;
  }
  expect(allowed).toBeGreaterThan(ROUNDS / 20);
});

test("the order of statements and of policies never matters to the effect", () => {
  const random = createRandom(5);
  for (let round = 0; round < ROUNDS; round += 1) {
    const written = randomPolicies(random);
    const request = randomRequest(random, random.pick(["absent", "unknown"]));
    const mixed = Object.fromEntries(
      Object.entries(written).map(([kind, documents]) => [
        kind,
        documents &&
          shuffled(
            random,
            documents.map((statements) => shuffled(random, statements)),
          ),
      ]),
    );
    expect(outcomesOf(evaluate(request, compiled(mixed, request)))).toEqual(
      outcomesOf(evaluate(request, compiled(written, request))),
    );
  }
});

test("a reason tells line and column of its statement", () => {
  const document = parsePolicy(`{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"},
    {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
  ]
}`);
  const request = {
    ...randomRequest(createRandom(1), "absent"),
    principal: { arn: "", accountId: "" },
    resourceAccountId: "",
  };
  expect(evaluate(request, { identity: [document], serviceControl: [] }).because).toEqual([
    {
      policy: "identity",
      level: undefined,
      effect: "allow",
      document: 0,
      statement: 2,
      line: 5,
      column: 5,
      sid: undefined,
    },
  ]);
});
