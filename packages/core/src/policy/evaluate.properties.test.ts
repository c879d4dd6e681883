import { expect, test } from "bun:test";
import type { Decision, Effect } from "./decision.ts";
import { parsePolicy, type PolicyDocument } from "./document.ts";
import { evaluate, type Policies } from "./evaluate.ts";
import { createRandom, type Random } from "./test/random.ts";
import { completed, randomRequest, randomStatement } from "./test/random-access.ts";

const ROUNDS = 1_600;
const COMPLETIONS = 6;

/** Every policy of a request as lists of statements. */
type Written = { [Kind in "identity" | "boundary" | "session" | "control" | "endpoint" | "resource"]?: object[][] };

function randomPolicies(random: Random): Written {
  const documents = (most: number, principal: boolean): object[][] =>
    Array.from({ length: 1 + random.below(most) }, () =>
      Array.from({ length: 1 + random.below(3) }, () =>
        randomStatement(random, random.below(5) === 0 ? "Deny" : "Allow", principal),
      ),
    );
  const maybe = (most: number, principal = false): object[][] | undefined =>
    random.below(3) === 0 ? documents(most, principal) : undefined;
  const written: Record<string, object[][] | undefined> = {
    identity: documents(2, false),
    boundary: maybe(1),
    session: maybe(1),
    control: maybe(2),
    endpoint: maybe(1, true),
    resource: maybe(1, true),
  };
  return written;
}

const compile = (statements: object[]): PolicyDocument =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const first = (documents: object[][] | undefined): PolicyDocument | undefined => documents?.map(compile)[0];

const compiled = (written: Written, resourceMustAllow = false): Policies => ({
  identity: (written.identity ?? []).map(compile),
  boundary: first(written.boundary),
  session: written.session?.map(compile),
  serviceControl: written.control === undefined ? [] : [written.control.map(compile)],
  endpoint: first(written.endpoint),
  resource: first(written.resource),
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
    const policies = compiled(randomPolicies(random), random.below(2) === 0);
    const request = randomRequest(random, "unknown");
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
    const policies = compiled(randomPolicies(random));
    const request = randomRequest(random, "unknown");
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
    const { effect } = evaluate(randomRequest(random, "absent"), compiled(randomPolicies(random)));
    expect(effect).not.toBe("conditional");
  }
});

test("one more Deny never allows", () => {
  const random = createRandom(11);
  for (let round = 0; round < ROUNDS; round += 1) {
    const written = randomPolicies(random);
    const request = randomRequest(random, random.pick(["absent", "unknown"]));
    const before = outcomesOf(evaluate(request, compiled(written)));
    const [kind, documents] = random.pick(Object.entries(written).filter(([, given]) => given !== undefined));
    const isOfResource = kind === "resource" || kind === "endpoint";
    const more = documents?.map((statements) => [...statements, randomStatement(random, "Deny", isOfResource)]);
    const after = outcomesOf(evaluate(request, compiled({ ...written, [kind]: more })));
    if (after.includes("allowed")) expect(before).toContain("allowed");
    if (before.includes("explicitly-denied")) expect(after).toContain("explicitly-denied");
  }
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
    expect(outcomesOf(evaluate(request, compiled(mixed)))).toEqual(outcomesOf(evaluate(request, compiled(written))));
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
