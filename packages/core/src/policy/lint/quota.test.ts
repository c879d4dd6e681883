import { expect, test } from "bun:test";
import type { DocumentKind } from "../document-kind.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { lintPolicy } from "./lint.ts";

const catalogue = await readCatalogue();

/** A policy whose one statement has a resource of so many characters. */
const policy = (length: number, statements = 1): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: Array.from({ length: statements }, () => ({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${"b".repeat(length)}/*`,
    })),
  });

const rulesOf = (text: string, kind: DocumentKind, siblings: string[] = []): string[] =>
  lintPolicy(text, { kind, catalogue, surroundings: { siblings } })
    .map(({ rule }) => rule)
    .filter((rule) => /^size-|quota/.test(rule));

test("a document above its limit is an error, and little room a suggestion", () => {
  expect(rulesOf(policy(6_200), "managed")).toEqual(["size-exceeded"]);
  expect(rulesOf(policy(5_900), "managed")).toEqual(["size-nearly"]);
  expect(rulesOf(policy(1_000), "managed")).toEqual([]);
});

test("inline policies share the limit of their role", () => {
  expect(rulesOf(policy(5_000), "role-inline")).toEqual([]);
  expect(rulesOf(policy(5_000), "role-inline", [policy(6_000)])).toEqual(["size-exceeded"]);
});

test("a trust policy above the default needs a request, above the maximum it is refused", () => {
  expect(rulesOf(policy(3_000), "trust")).toEqual(["size-needs-request"]);
  expect(rulesOf(policy(9_000), "trust")).toEqual(["size-exceeded"]);
});

test("a queue policy has limits of its own", () => {
  expect(rulesOf(policy(10, 21), "sqs-queue")).toEqual(["queue-policy-quota"]);
  expect(rulesOf(policy(10, 20), "sqs-queue")).toEqual([]);
  expect(rulesOf(policy(10, 21), "s3-bucket")).toEqual([]);
});
