import { describe, expect, test } from "bun:test";
import { parsePolicy } from "./document.ts";
import { evaluate } from "./evaluate.ts";
import { type Case, faultsOf } from "./test/evaluation-case.ts";

const folder = `${import.meta.dir}/evaluate.cases`;
const names = [...new Bun.Glob("*.json").scanSync(folder)].toSorted();
const topics = await Promise.all(
  names.map(async (topic) => ({ topic, cases: (await Bun.file(`${folder}/${topic}`).json()) as Case[] })),
);

for (const { topic, cases } of topics)
  describe(topic, () => {
    for (const one of cases) test(one.name, () => expect(faultsOf({ parsePolicy, evaluate }, one)).toEqual([]));
  });

test("every case rests on a sentence of AWS's documentation, and none stands twice", () => {
  const all = topics.flatMap(({ cases }) => cases);
  const unfounded = all.filter(
    ({ source }) => !source.page.startsWith("https://docs.aws.amazon.com/") || source.says.trim().length < 10,
  );
  expect(unfounded.map(({ name }) => name)).toEqual([]);
  for (const { topic, cases } of topics)
    expect({ topic, names: new Set(cases.map(({ name }) => name)).size }).toEqual({ topic, names: cases.length });
  expect(all.length).toBeGreaterThanOrEqual(800);
});
