import { expect, test } from "bun:test";
import { checkReading } from "../test/check-reading.ts";
import { mutate } from "../test/mutate.ts";
import { createRandom } from "../test/random.ts";
import { REAL_POLICIES } from "../test/real-policies.ts";

test("of 20,000 damaged policies none makes the reader throw, or take for JSON what is none", () => {
  const random = createRandom(2026);
  const wrong: { text: string; said: string }[] = [];
  for (let count = 0; count < 20_000; count += 1) {
    const text = mutate(random.pick(REAL_POLICIES), random);
    const said = checkReading(text);
    if (said !== undefined) wrong.push({ text, said });
  }
  expect(wrong.slice(0, 3)).toEqual([]);
}, 60_000);

test("whole policies are read without a problem", () => {
  for (const text of REAL_POLICIES) expect(checkReading(text)).toBeUndefined();
});
