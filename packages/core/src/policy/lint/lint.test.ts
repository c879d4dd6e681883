import { describe, expect, test } from "bun:test";
import type { DocumentKind } from "../document-kind.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { applyFix } from "./apply-fix.ts";
import { CONSEQUENCE_RULES } from "./consequence.ts";
import { ESCALATION_RULES } from "./escalation.ts";
import { type Finding, lintPolicy } from "./lint.ts";
import { RULES } from "./rules.ts";
import type { Surroundings } from "./subject.ts";

/** A policy is a text, or a list of statements that change the usual statement of their kind; null takes an element out. */
type Policy = string | Record<string, unknown>[];
type Case = {
  rule: string;
  kind?: DocumentKind;
  surroundings?: Omit<Surroundings, "accounts"> & { accounts?: string[] };
  /** True where a rule that offers fixes offers none: it would be a guess, or write a name twice. */
  unfixed?: boolean;
  fails: Policy[];
  passes: Policy[];
};

const IDENTITY = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const USUAL: Readonly<Record<string, object>> = {
  trust: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  "resource-control": { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
  resource: { ...IDENTITY, Principal: { AWS: "111122223333" } },
};

const catalogue = await readCatalogue();
const folder = `${import.meta.dir}/lint.cases`;
const TOPICS = [...new Bun.Glob("*.json").scanSync(folder)].toSorted();
const CASES: Readonly<Record<string, Case[]>> = Object.fromEntries(
  await Promise.all(TOPICS.map(async (topic) => [topic, await Bun.file(`${folder}/${topic}`).json()])),
);

function textOf(policy: Policy, kind: DocumentKind): string {
  if (typeof policy === "string") return policy;
  const usual = USUAL[kind] ?? (/^(managed|service-control)$/.test(kind) ? IDENTITY : USUAL["resource"]);
  const statements = policy.map((changes) =>
    Object.fromEntries(Object.entries({ ...usual, ...changes }).filter(([, value]) => value !== null)),
  );
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);
}

function findingsOf(text: string, { rule, kind = "managed", surroundings = {} }: Case): Finding[] {
  const { accounts, ...others } = surroundings;
  const around = accounts === undefined ? others : { ...others, accounts: new Set(accounts) };
  return lintPolicy(text, { kind, catalogue, surroundings: around }).filter((finding) => finding.rule === rule);
}

/** Rules that tell of access that is hardly meant. */
const OF_ACCESS: ReadonlySet<string> = new Set([
  ...[...CONSEQUENCE_RULES, ...ESCALATION_RULES].map(({ id }) => id),
  "public-access",
  "trust-everyone",
]);

/** What keeps AWS from taking a policy, or gives access that is hardly meant, each as often as it is found. */
const gravestIn = (text: string, { kind = "managed" }: Case): string[] =>
  lintPolicy(text, { kind, catalogue })
    .filter(({ rule, severity }) => severity === "error" || OF_ACCESS.has(rule))
    .map(({ rule }) => rule)
    .toSorted();

/** The rules that offer fixes. */
const FIXING: ReadonlySet<string> = new Set([
  "arn-service-case",
  "deprecated-condition-key",
  "invalid-effect",
  "invalid-principal",
  "invalid-sid",
  "invalid-version",
  "ip-host-bits",
  "mfa-allow-if-exists",
  "mfa-deny-without-if-exists",
  "missing-version",
  "null-with-qualifier",
  "old-version",
  "redundant-action",
  "redundant-resource",
  "repeated-principal",
  "set-operator-single",
  "trust-bare-everyone",
  "unknown-action",
  "unknown-condition-key",
  "unknown-element",
  "unknown-global-key",
  "unknown-principal-kind",
  "unknown-service",
  "unknown-service-principal",
  "variable-in-old-version",
  "wildcard-without-like",
]);

const FIXABLE = Object.values(CASES)
  .flat()
  .flatMap((one) => one.fails.map((policy): [string, Case] => [textOf(policy, one.kind ?? "managed"), one]))
  .filter(([text, one]) => lintPolicy(text, { kind: one.kind ?? "managed", catalogue }).some(({ fix }) => fix));

test.each(FIXABLE)(
  "every fix that is offered for %s leaves JSON, and neither error nor access that was not there",
  (text, one) => {
    const before = gravestIn(text, one);
    for (const { rule, fix } of lintPolicy(text, { kind: one.kind ?? "managed", catalogue })) {
      if (fix === undefined) continue;
      const fixed = applyFix(text, fix);
      expect(() => JSON.parse(fixed)).not.toThrow();
      const left = [...before];
      const added = gravestIn(fixed, one).filter((error) => {
        const at = left.indexOf(error);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
      expect({ rule, added }).toEqual({ rule, added: [] });
    }
  },
);

for (const [topic, cases] of Object.entries(CASES))
  describe(topic, () => {
    for (const one of cases) {
      const { rule, kind = "managed", unfixed, fails, passes } = one;
      test.each(fails.map((policy) => textOf(policy, kind)))(`${rule} finds %s`, (text) => {
        const findings = findingsOf(text, one);
        expect(findings.length).toBeGreaterThan(0);
        const fixes = findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
        expect(fixes.length > 0).toBe(FIXING.has(rule) && unfixed !== true);
        for (const fix of fixes) expect(findingsOf(applyFix(text, fix), one).length).toBeLessThan(findings.length);
      });
      test.each(passes.map((policy) => textOf(policy, kind)))(`${rule} is content with %s`, (text) => {
        expect(findingsOf(text, one)).toEqual([]);
      });
    }
  });

describe("the rules", () => {
  const covered = Object.values(CASES).flat();

  test("are at least sixty, each with an id of its own", () => {
    expect(RULES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  test.each(RULES.map(({ id }) => id))("%s has cases that fail and cases that pass", (id) => {
    const own = covered.filter(({ rule }) => rule === id);
    const inCode = ["size-exceeded", "size-needs-request", "size-nearly", "queue-policy-quota"].includes(id);
    expect(inCode || own.some(({ fails }) => fails.length > 0)).toBeTrue();
    expect(inCode || own.some(({ passes }) => passes.length > 0)).toBeTrue();
  });

  test.each(RULES.map(({ id, see, explains }) => [id, see, explains]))(
    "%s names AWS's page, %s",
    (_id, see, explains) => {
      expect(see).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|repost\.aws)\/\S+$/);
      expect(explains).toMatch(/\.$/);
    },
  );
});
