import { describe, expect, test } from "bun:test";
import { parsePolicy } from "./document.ts";
import { evaluate } from "./evaluate.ts";
import { type Case, faultsOf } from "./test/evaluation-case.ts";

const folder = `${import.meta.dir}/evaluate.cases`;
const TOPICS = [...new Bun.Glob("*.json").scanSync(folder)].toSorted();

for (const topic of TOPICS) {
  const cases = (await Bun.file(`${folder}/${topic}`).json()) as Case[];
  describe(topic, () => {
    for (const one of cases) test(one.name, () => expect(faultsOf({ parsePolicy, evaluate }, one)).toEqual([]));
  });
}
