import { expect, test } from "bun:test";
import { managedPolicies } from "../test/read-managed-policies.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { lintPolicy } from "./lint.ts";

/** Errors in policies that AWS manages itself, each looked at, with the reason why it is right or does not matter. */
const REVIEWED: Readonly<Record<string, string>> = {
  "AWSSSOServiceRolePolicy unknown-global-key":
    "aws:PrincipalOrgMasterAccountId is an old key of AWS's own, which its reference does not name",
};

const catalogue = await readCatalogue();
const policies = await managedPolicies();

test("lint finds no error in AWS's managed policies, but for a reviewed list", () => {
  const errors = policies.flatMap(({ name, document }) =>
    lintPolicy(document, { kind: "managed", catalogue })
      .filter(({ severity }) => severity === "error")
      // AWS's own policies are not bound by the limit for those of customers.
      .filter(({ rule }) => rule !== "size-exceeded")
      .map(({ rule }) => `${name} ${rule}`),
  );
  expect([...new Set(errors)].toSorted()).toEqual(Object.keys(REVIEWED).toSorted());
}, 30_000);

test("of AWS's managed policies those are too long for a customer's that are longer than 6,144 characters", () => {
  const namesOf = (isMeant: (document: string) => boolean): string[] =>
    policies.flatMap(({ name, document }) => (isMeant(document) ? [name] : []));
  const told = namesOf((document) =>
    lintPolicy(document, { kind: "managed", catalogue }).some(({ rule }) => rule === "size-exceeded"),
  );
  expect(told).toEqual(namesOf((document) => JSON.stringify(JSON.parse(document)).length > 6_144));
}, 30_000);

test("every finding stands in the text, and its fix changes only there", () => {
  for (const { document } of policies)
    for (const { at, fix = [] } of lintPolicy(document, { kind: "managed", catalogue })) {
      expect(at.start >= 0 && at.start <= at.end && at.end <= document.length).toBeTrue();
      expect(fix.every(({ start, end }) => start <= end && end <= document.length)).toBeTrue();
    }
}, 30_000);
