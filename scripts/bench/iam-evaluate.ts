import { evaluate } from "@gatehouse/core/policy/evaluate";
import type { Effect } from "@gatehouse/core/policy/decision";
import { createRandom } from "@gatehouse/core/policy/test/random";
import { percentile, tell } from "./figure.ts";
import { type AccessCase, accessCases } from "./access-cases.ts";
import { matchersOf, type StatementMatcher } from "./statement-regexp.ts";

const CASES = 2_000;
const ROUNDS = 21;
const WARM_UP = 10;
const SEED = 4;

/**
 * One whole evaluation, its request made ready and its reasons told, against matching action and resource of the same
 * statements by RegExps that were compiled before: no principals, no conditions, no variables, no decision.
 */
export async function iamEvaluate(): Promise<boolean> {
  const cases = await accessCases(createRandom(SEED), CASES);
  const bare = cases.map((one) => ({ request: one.request, matchers: one.texts.flatMap(matchersOf) }));
  const effects = new Map<string, number>();
  const evaluating = (): void => {
    for (const { request, policies } of cases) {
      const { effect } = evaluate(request, policies);
      effects.set(effect, (effects.get(effect) ?? 0) + 1);
    }
  };
  let matched = 0;
  const matching = (): void => {
    for (const { request, matchers } of bare) matched += countMatching(matchers, request);
  };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const took = [timed(evaluating), timed(matching)] as const;
    if (round < 0) continue;
    ours.push(took[0]);
    theirs.push(took[1]);
  }
  const usual: readonly Effect[] = ["allowed", "explicitly-denied", "implicitly-denied"];
  if (matched === 0 || !usual.every((effect) => effects.has(effect))) throw new Error("Not every effect came about");
  const [evaluation, match] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
  return tell({
    bench: "iam-evaluate",
    value: (evaluation / CASES) * 1_000,
    unit: "µs an evaluation",
    against: "matching the same statements by precompiled RegExp, without conditions",
    ratio: evaluation / match,
    budget: 3,
  });
}

function countMatching(matchers: readonly StatementMatcher[], { action, resource }: AccessCase["request"]): number {
  let count = 0;
  for (const { actions, resources } of matchers)
    if (actions.pattern.test(action) === actions.covers && resources.pattern.test(resource) === resources.covers)
      count += 1;
  return count;
}

function timed(work: () => void): number {
  Bun.gc(true);
  const started = performance.now();
  work();
  return performance.now() - started;
}
