import { createCatalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import { unpack } from "@gatehouse/core/policy/catalogue/unpack";
import { lintPolicy } from "@gatehouse/core/policy/lint/lint";
import { readManagedPolicies } from "@gatehouse/core/policy/managed-policies";
import { percentile, tell } from "./figure.ts";

const ROUNDS = 40;
const WARM_UP = 5;
const ASSETS = new URL("../../packages/core/assets/", import.meta.url);

/**
 * The lint of all policies that AWS manages, each from its text to its findings by all rules, against JSON.parse of the
 * same texts, in turns: the host's speed drifts, so each round has a ratio of its own, and the median of those counts. The
 * lint remembers no policy, but what it found of single actions and patterns of them: what they
 * cover, and which name is meant by a wrong one. In a server that runs it is warm, and so it is here.
 */
export async function lint(): Promise<boolean> {
  const catalogue = createCatalogue(await unpack(await asset("iam-catalogue.json.gz"), "gzip"));
  const packed = await unpack(await asset("managed-policies.json.br"), "brotli");
  const texts = readManagedPolicies(packed).map(({ document }) => document);
  let findings = 0;
  const ours = () => {
    for (const text of texts) findings += lintPolicy(text, { kind: "managed", catalogue }).length;
  };
  let members = 0;
  const bare = () => {
    for (const text of texts) members += Object.keys(JSON.parse(text)).length;
  };
  const [linting, ratios]: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const [lints, parses] = [timed(ours), timed(bare)];
    if (round < 0) continue;
    linting.push(lints);
    ratios.push(lints / parses);
  }
  if (findings === 0 || members === 0) throw new Error("Nothing was found, or nothing was parsed");
  return tell({
    bench: "lint",
    value: percentile(linting, 0.5),
    unit: `ms for ${texts.length} policies`,
    against: "JSON.parse of the same texts",
    ratio: percentile(ratios, 0.5),
    budget: 10,
  });
}

async function asset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return Bun.file(new URL(name, ASSETS)).bytes();
}

function timed(work: () => void): number {
  Bun.gc(true);
  const started = performance.now();
  work();
  return performance.now() - started;
}
