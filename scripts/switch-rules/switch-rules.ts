import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Case, type Engine, faultsOf } from "@gatehouse/core/policy/test/evaluation-case";
import { buildEngine } from "./build-engine.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules.ts";

const CASES = join(import.meta.dir, "../../packages/core/src/policy/evaluate.cases");

/** What became of a rule that was switched off: the first case that turned red, or nothing where none did. */
export type Outcome = { rule: Rule; red: string | undefined };

/** Switches each rule of the engine off, one at a time, and finds a case that turns red without it. */
export async function switchRules(rules: readonly Rule[] = RULES): Promise<Outcome[]> {
  // Within node_modules, so that the built engines find zod and nobody takes them for source.
  const folder = await mkdtemp(join(import.meta.dir, "../node_modules/.switch-rules-"));
  try {
    const cases = await readCases();
    const whole = firstRed(await buildEngine(folder, "whole"), cases);
    if (whole !== undefined) throw new Error(`This case is red with every rule on: ${whole}`);
    return await Array.fromAsync(enginesWithout(rules, folder), ([rule, engine]) => ({
      rule,
      red: firstRed(engine, cases),
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Builds the next engine while one is asked. */
async function* enginesWithout(rules: readonly Rule[], folder: string): AsyncGenerator<[Rule, Engine]> {
  const build = (index: number): Promise<Engine> | undefined => {
    const rule = rules[index];
    return rule === undefined ? undefined : buildEngine(folder, String(index), rule);
  };
  let next = build(0);
  for (const [index, rule] of rules.entries()) {
    const engine = await next;
    next = build(index + 1);
    if (engine !== undefined) yield [rule, engine];
  }
}

/** Reads all cases, one of each topic in turn, since the cases of one topic mostly turn red together. */
async function readCases(): Promise<Case[]> {
  const topics = [...new Bun.Glob("*.json").scanSync(CASES)].toSorted();
  const read = await Promise.all(topics.map((topic): Promise<Case[]> => Bun.file(join(CASES, topic)).json()));
  const placed = read.flatMap((cases) => cases.map((one, turn) => ({ one, turn })));
  return placed.toSorted((first, second) => first.turn - second.turn).map(({ one }) => one);
}

const firstRed = (engine: Engine, cases: readonly Case[]): string | undefined =>
  cases.find((one) => isRed(engine, one))?.name;

/** An engine that lacks a rule may also break down on a case. */
function isRed(engine: Engine, one: Case): boolean {
  try {
    return faultsOf(engine, one).length > 0;
  } catch {
    return true;
  }
}
