import { describe, expect, test } from "bun:test";
import { Failure } from "../../../failure.ts";
import { createRandom, type Random } from "../../test/random.ts";
import { comparePrincipals } from "../compare.ts";
import { allow, policy, role, smallEstate } from "../test/small-estate.ts";
import { createBudget, MOST_STEPS } from "./budget.ts";
import { createWorkings } from "./workings.ts";

/** Compares two policies; answers what it cost, and whether it was refused. */
function compared(first: string, second: string): { steps: number; refused: boolean } {
  const [one, other] = [first, second].map((document, index) =>
    role(`R${index}`, [], { inlinePolicies: [{ name: "p", document }] }),
  );
  if (one === undefined || other === undefined) throw new Error("two roles are compared");
  const estate = smallEstate({ principals: [one, other] });
  const budget = createBudget();
  const workings = createWorkings(estate.catalogue, budget);
  try {
    comparePrincipals(estate, { first: one.arn, second: other.arn }, workings);
    return { steps: budget.spent(), refused: false };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "too-large") throw error;
    return { steps: budget.spent(), refused: true };
  }
}

const many = (count: number, statement: (index: number) => object): string =>
  policy(...Array.from({ length: count }, (_, index) => statement(index)));
const deny = (...of: Parameters<typeof allow>): object => ({ ...allow(...of), Effect: "Deny" });
const under = (value: string): object => ({ Condition: { StringEquals: { "aws:SourceVpc": value } } });

test("the work on many buckets grows with the statements, and not with their square", () => {
  const of = (count: number): number =>
    compared(
      many(count, (index) => allow("*:*", `arn:aws:s3:::b${index}/*`)),
      many(count, (index) => allow("*", `arn:aws:s3:::c${index}/*`)),
    ).steps;
  expect(of(800) / of(400)).toBeLessThan(2.2);
});

describe("800 statements on each side", () => {
  test.each<[string, (index: number, side: string) => object, boolean]>([
    ["every action on a bucket each", (index, side) => allow("*:*", `arn:aws:s3:::${side}${index}/*`), false],
    [
      "half of them denying",
      (index, side) => (index % 2 === 0 ? allow : deny)("*", `arn:aws:s3:::${side}${index}/*`),
      false,
    ],
    ["one condition each on everything", (index, side) => allow("*", "*", under(`${side}${index}`)), true],
    ["a wildcard before the colon each", (index, side) => allow(`*:*${side}*${index}*`, "*"), true],
    ["one pattern of every service each", (index, side) => allow("*", `*${side}*${index}*`), true],
    [
      "everything, denied under one condition each",
      (index, side) => (index === 0 ? allow("*", "*") : deny("*", "*", under(`${side}${index}`))),
      false,
    ],
  ])("%s: an answer, or a refusal within the budget", (_, statement, refused) => {
    const [first, second] = ["a", "b"].map((side) => many(800, (index) => statement(index, side)));
    const answer = compared(first ?? "", second ?? "");
    expect(answer.refused).toBe(refused);
    if (!refused) expect(answer.steps).toBeLessThan(MOST_STEPS / 2);
  });
});

test("long texts are refused before they are compared", () => {
  const long = (letter: string): string => policy(allow("*", `arn:aws:s3:::${`*${letter}`.repeat(24_000)}`));
  expect(compared(long("a"), long("b")).refused).toBe(true);
});

test("whatever is thrown together by chance is answered or refused", () => {
  const random = createRandom(24);
  for (let round = 0; round < 10; round += 1) {
    const shape = shapeOf(random);
    compared(
      many(10 + random.below(50), () => shape()),
      many(10 + random.below(50), () => shape()),
    );
  }
});

function shapeOf(random: Random): () => object {
  const letters = (): string => random.below(1_000).toString(26);
  const action = random.pick([
    () => "*",
    () => `*:*${letters()}*`,
    () => `ec2:*${letters()}*`,
    () => random.pick(["s3:*", "iam:Get*", "ec2:Describe*", "kms:Decrypt"]),
  ]);
  const resource = random.pick([
    () => "*",
    () => `arn:*${letters()}*`,
    () => `arn:aws:s3:::${letters()}/*`,
    () => `arn:aws:*:*:*:*${letters()}?`,
    () => `\${aws:PrincipalTag/${letters()}}*`,
  ]);
  const more = random.pick([() => ({}), () => under(letters())]);
  const isDenying = random.pick([0, 2, 5]);
  return () => {
    const statement = random.below(10) < isDenying ? deny(action(), resource(), more()) : allow(action(), "*", more());
    if (random.below(4) > 0) return { ...statement, Resource: resource() };
    const { Resource, ...rest } = { Resource: resource(), ...statement };
    return { ...rest, NotResource: Resource };
  };
}
