import { expect, test } from "bun:test";
import { fittingValues, type WrittenCondition } from "./fitting-values.ts";

/** The values that hold and that do not, one of each at most, and whether the condition holds where the key is absent. */
type Case = WrittenCondition & { holds: string[]; fails: string[]; absent: boolean };
const CASES: Case[] = await Bun.file(`${import.meta.dir}/fitting-values.cases.json`).json();

test.each(CASES)("$operator $values of $key", ({ operator, key, values, holds, fails, absent }) => {
  const found = fittingValues({ operator, key, values });
  const said = (wanted: boolean) =>
    found.flatMap((one) => (one.values !== "absent" && one.holds === wanted ? one.values : []));
  expect(said(true)).toEqual(holds);
  expect(said(false)).toEqual(fails);
  expect(found.find((one) => one.values === "absent")?.holds).toBe(absent);
});

test("a condition on a variable that nobody knows has no certain value, and an element that is no operator none at all", () => {
  const variable = fittingValues({ operator: "StringEquals", key: "s3:prefix", values: ["${aws:username}"] });
  expect(variable).toEqual([{ values: "absent", holds: false }]);
  expect(fittingValues({ operator: "Resource", key: "aws:username", values: ["x/${aws:username}"] })).toEqual([]);
});
