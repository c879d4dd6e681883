import { expect, test } from "bun:test";
import { join } from "node:path";
import { addTotals, totalsOf } from "./junit.ts";
import { runStep } from "./run-step.ts";
import { phases } from "./steps.ts";
import { kindOf } from "./test-files.ts";

const FIXTURES = "scripts/verify/fixtures";

test("a report's totals are its root's, skipped tests apart", () => {
  const report =
    '<testsuites name="a" tests="9" assertions="3" failures="2" skipped="3" time="0.1">\n<testsuite tests="4"/>';
  expect(totalsOf(report)).toEqual({ passed: 4, failed: 2, skipped: 3 });
  expect(addTotals([totalsOf(report), totalsOf("")])).toEqual({ passed: 4, failed: 2, skipped: 3 });
});

test("every test file has a step that runs it", () => {
  const run = phases({ ci: true })
    .flat()
    .flatMap(({ run: words }) => words);
  expect(run).toContain("./scripts/verify/verify.test.ts");
  expect(kindOf("packages/store/src/redis-cache.live.test.ts")).toBe("live");
  expect(kindOf("scripts/browser/access.browser.test.ts")).toBe("browser");
  expect(kindOf("apps/web/src/ui/dialog.test.tsx")).toBe("web");
});

test("a failing, a passing and a skipped test are counted as such", async () => {
  const step = { name: "fixture", run: ["test", `./${join(FIXTURES, "three.fixture.ts")}`], tests: true };
  expect(await runStep(step)).toMatchObject({
    passed: 1,
    failed: 1,
    skipped: 1,
    notRun: ["is skipped"],
  });
  expect(await runStep({ ...step, mustRunAll: true })).toMatchObject({ passed: 1, failed: 2, skipped: 0 });
});

test("a step that dies without a report is a failure, and so is a test run that finds no tests", async () => {
  expect(await runStep({ name: "dies", run: ["-e", "process.exit(3)"] })).toMatchObject({ passed: 0, failed: 1 });
  const empty = { name: "empty", run: ["test", "./no-such.test.ts"], tests: true };
  expect(await runStep(empty)).toMatchObject({ passed: 0, failed: 1 });
});
