import { expect, test } from "bun:test";
import { canonicalPolicy, spellingOf } from "./canonical.ts";
import { createRandom, type Random } from "./test/random.ts";
import { managedPolicies } from "./test/read-managed-policies.ts";
import { readCatalogue } from "./test/read-catalogue.ts";
import { REAL_POLICIES } from "./test/real-policies.ts";

const shuffled = <Item>(items: readonly Item[], random: Random): Item[] => {
  const rest = [...items];
  return items.flatMap(() => rest.splice(random.below(rest.length), 1));
};

/** The same policy in another order, and with other lists of one; condition values may be written as texts. */
function rewritten(value: unknown, random: Random): unknown {
  if (typeof value === "number" || typeof value === "boolean") return random.below(2) === 0 ? value : String(value);
  if (Array.isArray(value)) {
    const items = shuffled(value, random).map((item) => rewritten(item, random));
    return random.below(3) === 0 ? [...items, items[0]] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const members = shuffled(Object.entries(value), random).map(([key, inside]): [string, unknown] => {
    const other = rewritten(inside, random);
    if (key === "Action" || key === "NotAction") return [key, recased(other, random)];
    return [key, key.endsWith("Resource") && !Array.isArray(other) && random.below(2) === 0 ? [other] : other];
  });
  return Object.fromEntries(members);
}

const recased = (value: unknown, random: Random): unknown =>
  JSON.parse(random.below(2) === 0 ? JSON.stringify(value) : JSON.stringify(value).toUpperCase());

test("a policy in another order, case and form of list has the same canonical form", async () => {
  const random = createRandom(11);
  const managed = (await managedPolicies()).slice(0, 200).map(({ document }) => document);
  for (const text of [...REAL_POLICIES, ...managed]) {
    const canonical = canonicalPolicy(text);
    for (let round = 0; round < 3; round += 1) {
      const other = JSON.stringify(rewritten(JSON.parse(text), random), undefined, random.below(3));
      expect(canonicalPolicy(other)).toBe(canonical);
    }
  }
});

test("the canonical form of a canonical form is itself", async () => {
  const spelling = spellingOf(await readCatalogue());
  for (const text of [...REAL_POLICIES, ...(await managedPolicies()).map(({ document }) => document)]) {
    const canonical = canonicalPolicy(text);
    expect(canonicalPolicy(canonical)).toBe(canonical);
    const spelt = canonicalPolicy(text, spelling);
    expect(canonicalPolicy(spelt, spelling)).toBe(spelt);
  }
});

test("another meaning has another canonical form", () => {
  const of = (statement: object) => canonicalPolicy(JSON.stringify({ Statement: statement }));
  const base = { Effect: "Allow", Action: "s3:*", Resource: "*" };
  const others = [
    { ...base, Effect: "Deny" },
    { ...base, Resource: ["*", "a"] },
    { Effect: "Allow", NotAction: "s3:*", Resource: "*" },
    { ...base, Condition: { StringEquals: { "aws:username": "A" } } },
    { ...base, Condition: { StringEquals: { "aws:username": "a" } } },
    { ...base, Principal: "*" },
    { ...base, Principal: { Service: "*" } },
  ];
  expect(new Set([base, ...others].map(of)).size).toBe(others.length + 1);
});

test("names are spelt as AWS spells them where the catalogue is given", async () => {
  const text = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"S3:GETOBJECT","Resource":"*","Condition":{"Bool":{"AWS:securetransport":true}}}}`;
  const spelt = canonicalPolicy(text, spellingOf(await readCatalogue()));
  expect(JSON.parse(spelt).Statement[0]).toMatchObject({
    Action: "s3:GetObject",
    Condition: { Bool: { "aws:SecureTransport": "true" } },
  });
});

test("a policy that AWS would refuse has no canonical form", () => {
  expect(() => canonicalPolicy(`{"Statement": {"Effect": "Allow"}}`)).toThrow(
    expect.objectContaining({ code: "invalid" }),
  );
});
