import { expect, test } from "bun:test";
import { DOCUMENT_KINDS, type DocumentKind } from "../document-kind.ts";
import { checkLint } from "../test/check-lint.ts";
import { mutate } from "../test/mutate.ts";
import { createRandom } from "../test/random.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { REAL_POLICIES } from "../test/real-policies.ts";

test("of 3,000 damaged policies of every kind none makes lint throw", async () => {
  const catalogue = await readCatalogue();
  const random = createRandom(2026);
  const kinds = Object.keys(DOCUMENT_KINDS) as DocumentKind[];
  for (let count = 0; count < 3_000; count += 1) {
    const text = mutate(random.pick(REAL_POLICIES), random);
    const said = checkLint(text, random.pick(kinds), catalogue);
    if (said !== undefined) expect({ said, text }).toBeUndefined();
  }
}, 60_000);
