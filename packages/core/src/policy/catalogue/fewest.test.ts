import { expect, test } from "bun:test";
import { createRandom } from "../test/random.ts";
import { fewest } from "./fewest.ts";
import type { Candidate } from "./shrink-candidates.ts";

const NAMES = ["a", "b", "c", "d", "e", "f"];

/** Tries every set of patterns, the smallest first. */
function fewestByTrying(candidates: readonly Candidate[]): number {
  let fewestFound = candidates.length;
  for (let set = 0; set < 2 ** candidates.length; set += 1) {
    const chosen = candidates.filter((_, index) => (set >> index) % 2 === 1);
    const covered = new Set(chosen.flatMap(({ covers }) => covers));
    if (covered.size === NAMES.length) fewestFound = Math.min(fewestFound, chosen.length);
  }
  return fewestFound;
}

test("of any candidates no smaller choice covers all names", () => {
  const random = createRandom(4);
  let greedyWouldMiss = 0;
  for (let round = 0; round < 100; round += 1) {
    const candidates = [...NAMES.map((name) => [name]), ...Array.from({ length: 4 }, () => subset())]
      .map((covers, index): Candidate => ({ pattern: String(index), covers }))
      .toSorted((one, other) => other.covers.length - one.covers.length);
    const chosen = fewest(NAMES, candidates);
    expect(new Set(chosen.flatMap(({ covers }) => covers)).size).toBe(NAMES.length);
    expect(chosen.length).toBe(fewestByTrying(candidates));
    if (!chosen.includes(candidates[0] ?? expect.unreachable())) greedyWouldMiss += 1;
  }
  expect(greedyWouldMiss).toBeGreaterThan(0);

  function subset(): string[] {
    const names = NAMES.filter(() => random.below(2) === 0);
    return names.length === 0 ? ["a"] : names;
  }
});

test("covers all of more names than can be tried out", () => {
  const names = Array.from({ length: 500 }, (_, index) => `n${index}`);
  const candidates = names.map((name): Candidate => ({ pattern: name, covers: [name] }));
  expect(fewest(names, candidates)).toHaveLength(500);
});
