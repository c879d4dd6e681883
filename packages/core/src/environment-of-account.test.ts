import { expect, test } from "bun:test";
import { type AccountSigns, environmentOfAccount, type EnvironmentRules } from "./environment-of-account.ts";

const rules: EnvironmentRules = {
  tag: "environment",
  words: { prod: ["prod", "production"], staging: ["staging"], dev: ["dev", "test"], sandbox: ["sandbox"] },
};

test("an account's tag decides, else its innermost telling unit, else its name", () => {
  const cases: [Partial<AccountSigns>, string | undefined][] = [
    [{ tags: { environment: "Production" }, units: ["Sandbox"], name: "a-dev" }, "prod"],
    [{ units: ["Prod", "Payments"], name: "a-dev" }, "prod"],
    [{ units: ["Prod", "Dev"], name: "a-staging" }, "dev"],
    [{ units: ["Workloads"], name: "payments-prod" }, "prod"],
    [{ name: "PaymentsProd" }, "prod"],
    [{ name: "payments_staging.eu" }, "staging"],
    [{ name: "product-catalogue" }, undefined],
    [{ name: "developer-portal" }, undefined],
    [{ name: "prod-sandbox" }, undefined],
    [{ tags: { environment: "blue" }, name: "x-test" }, "dev"],
    [{ tags: { environment: "prod/dev" }, name: "x" }, undefined],
    [{ name: "x" }, undefined],
  ];
  for (const [signs, expected] of cases) {
    expect([
      signs,
      environmentOfAccount({ tags: {}, units: [], name: "", ...signs }, rules) as string | undefined,
    ]).toEqual([signs, expected]);
  }
});

test("a tag key that every object has is no tag", () => {
  expect(environmentOfAccount({ tags: {}, units: [], name: "x" }, { ...rules, tag: "constructor" })).toBeUndefined();
});
