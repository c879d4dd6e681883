import { expect, test } from "bun:test";
import { RULES } from "./rules.ts";
import { switchRules } from "./switch-rules.ts";

test("without any one of its rules the engine fails a case", async () => {
  expect(RULES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  const outcomes = await switchRules();
  expect(outcomes.filter(({ red }) => red === undefined).map(({ rule }) => rule.id)).toEqual([]);
}, 60_000);

test("a rule whose text is no longer there is told, not passed over", async () => {
  const [rule] = RULES;
  if (rule === undefined) throw new Error("there are no rules");
  await expect(switchRules([{ ...rule, find: "a text that stands nowhere" }])).rejects.toThrow("stands 0 times");
}, 60_000);
