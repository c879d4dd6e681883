import { parseArgs } from "node:util";
import { createCatalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import { unpack } from "@gatehouse/core/policy/catalogue/unpack";
import { DOCUMENT_KINDS, type DocumentKind } from "@gatehouse/core/policy/document-kind";
import { checkLint } from "@gatehouse/core/policy/test/check-lint";
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
/** Lint takes longer than reading: one policy in so many is linted as well. */
const LINTED = 10;
const KINDS = Object.keys(DOCUMENT_KINDS) as DocumentKind[];

const packed = Bun.file(new URL("../packages/core/assets/iam-catalogue.json.gz", import.meta.url));
const catalogue = createCatalogue(await unpack(await packed.bytes(), "gzip"));

/** Reads damaged policies, lints some, and answers how many went wrong; the same seed gives the same policies. */
function fuzz(count: number, seed: number): number {
  const random = createRandom(seed);
  let wrong = 0;
  for (let done = 0; done < count; done += 1) {
    const text = mutate(random.pick(REAL_POLICIES), random);
    const kind = random.pick(KINDS);
    const said = checkReading(text) ?? (done % LINTED === 0 ? checkLint(text, kind, catalogue) : undefined);
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
console.log(`${count} inputs of seed ${seed} in ${seconds} s: ${wrong} went wrong`);
process.exit(wrong === 0 ? 0 : 1);
