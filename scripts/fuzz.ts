import { parseArgs } from "node:util";
import { checkReading } from "@gatehouse/core/policy/test/check-reading";
import { mutate } from "@gatehouse/core/policy/test/mutate";
import { createRandom } from "@gatehouse/core/policy/test/random";
import { REAL_POLICIES } from "@gatehouse/core/policy/test/real-policies";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
  },
});

const FAILURES_SHOWN = 10;

/** Reads damaged policies and answers how many were read wrongly; the same seed gives the same policies. */
function fuzz(count: number, seed: number): number {
  const random = createRandom(seed);
  let wrong = 0;
  for (let done = 0; done < count; done += 1) {
    const text = mutate(random.pick(REAL_POLICIES), random);
    const said = checkReading(text);
    if (said === undefined) continue;
    wrong += 1;
    if (wrong <= FAILURES_SHOWN) console.error(`${said}\n${JSON.stringify(text)}\n`);
  }
  return wrong;
}

const count = Number(values.count);
const seed = Number(values.seed);
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(seed)) {
  console.error("--count and --seed are whole numbers.");
  process.exit(2);
}
const started = performance.now();
const wrong = fuzz(count, seed);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${count} inputs of seed ${seed} in ${seconds} s: ${wrong} read wrongly`);
process.exit(wrong === 0 ? 0 : 1);
