import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../setup/root.ts";
import { NONE, skippedOf, type Totals, totalsOf } from "./junit.ts";

export type Step = {
  name: string;
  /** What to give to Bun, e.g. ["test", "a.test.ts"]. */
  run: readonly string[];
  folder?: string;
  env?: Record<string, string>;
  /** Tests are counted one by one; anything else counts as one. */
  tests?: boolean;
  /** Where a skipped test is a failure. */
  mustRunAll?: boolean;
};

export type StepResult = Totals & {
  name: string;
  seconds: number;
  output: string;
  /** The names of the tests that did not run. */
  notRun: readonly string[];
};

/** Runs a step to its end; a step that dies without a report counts as a failure. */
export async function runStep(step: Step): Promise<StepResult> {
  const started = performance.now();
  const report = join(tmpdir(), `gatehouse-${randomUUID()}.xml`);
  const reporting = step.tests === true ? ["--reporter=junit", `--reporter-outfile=${report}`] : [];
  const child = Bun.spawn([process.execPath, ...step.run, ...reporting], {
    cwd: join(ROOT, step.folder ?? ""),
    env: { ...process.env, FORCE_COLOR: "0", ...step.env },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  const junit = await read(report);
  const counted = step.tests === true ? totalsOf(junit) : { ...NONE, passed: code === 0 ? 1 : 0 };
  const seconds = (performance.now() - started) / 1000;
  return { name: step.name, seconds, output: `${out}${err}`, notRun: skippedOf(junit), ...judge(step, counted, code) };
}

function judge(step: Step, counted: Totals, code: number): Totals {
  const notRun = step.mustRunAll === true ? counted.skipped : 0;
  const died = code !== 0 && counted.failed === 0 ? 1 : 0;
  return { passed: counted.passed, failed: counted.failed + notRun + died, skipped: counted.skipped - notRun };
}

async function read(report: string): Promise<string> {
  const file = Bun.file(report);
  const text = (await file.exists()) ? await file.text() : "";
  await rm(report, { force: true });
  return text;
}
