import { buildWebIfStale } from "../setup/build-web.ts";
import { fetchDynamoDbLocal } from "./dynamodb-local.ts";
import { addTotals } from "./junit.ts";
import { runStep, type Step, type StepResult } from "./run-step.ts";
import { phases } from "./steps.ts";
import { installSystemPackages } from "./system-packages.ts";

const AT_ONCE = 2;

/** Runs every check and every test, says in one line how each went, and ends with the totals. */
async function main(): Promise<void> {
  const ci = Boolean(process.env["CI"]);
  const results: StepResult[] = [];
  results.push(await prepare("system packages", () => installSystemPackages(), ci));
  results.push(await prepare("DynamoDB Local", fetchDynamoDbLocal, ci));
  results.push(await prepare("build of the web pages", () => buildWebIfStale().then(() => []), true));
  for (const phase of phases({ ci })) results.push(...(await atOnce(phase)));
  const { passed, failed, skipped } = addTotals(results);
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** What is missing is a failure where it must not be, and told in any case. */
async function prepare(name: string, work: () => Promise<string[]> | string[], strict: boolean): Promise<StepResult> {
  const started = performance.now();
  const problems = await Promise.resolve()
    .then(work)
    .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
  const failed = strict && problems.length > 0 ? 1 : 0;
  const seconds = (performance.now() - started) / 1000;
  const result = { name, seconds, output: problems.join("\n"), notRun: [], passed: 0, failed, skipped: 0 };
  report(result);
  if (failed === 0 && problems.length > 0) console.log(`          ${result.output}`);
  return result;
}

async function atOnce(steps: readonly Step[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      report(result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function report({ name, seconds, passed, failed, skipped, output, notRun }: StepResult): void {
  const counts = [`${passed} passed`, failed > 0 ? `${failed} failed` : "", skipped > 0 ? `${skipped} skipped` : ""];
  const told = passed + failed + skipped > 1 ? `, ${counts.filter(Boolean).join(", ")}` : "";
  console.log(`  ${failed === 0 ? "ok    " : "FAILED"}  ${name}  ${seconds.toFixed(1)} s${told}`);
  for (const test of notRun) console.log(`          did not run: ${test}`);
  if (failed > 0) console.log(output);
}

await main();
