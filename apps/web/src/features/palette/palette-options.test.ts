import { expect, test } from "bun:test";
import { aRole } from "../../../test/a-role.ts";
import { markParts, paletteGroups } from "./palette-options.ts";

const roles = [
  aRole({ name: "ops-settlement" }),
  aRole({ name: "settlement-writer" }),
  aRole({ name: "settlement", accountId: "222222222222", accountName: "data-dev" }),
];
const titles = (text: string, recent: string[] = []) =>
  paletteGroups(text, roles, recent).map((group) => group.options.map((option) => option.title));

test("the whole name stands before its beginning, and that before a part of it", () => {
  expect(titles("settlement")[0]).toEqual(["settlement", "settlement-writer", "ops-settlement"]);
});

test("an account id leads to its roles, and an ARN to its role", () => {
  expect(titles("222222222222")[0]).toEqual(["settlement"]);
  expect(titles("arn:aws:iam::111111111111:role/settlement-writer")[0]).toEqual(["settlement-writer"]);
});

test("what is no role of the person leads to the question why", () => {
  expect(titles("ledger-admin")).toEqual([["Why can I, or can’t I, use “ledger-admin”?"]]);
});

test("before anything is typed, the roles used last and every page are offered", () => {
  const [first, pages] = titles("", ["arn:aws:iam::222222222222:role/settlement", "arn:aws:iam::9:role/gone"]);
  expect(first).toEqual(["settlement"]);
  expect(pages).toEqual(expect.arrayContaining(["Roles", "Check a role", "Sync"]));
});

test("what matched is marked, in its own spelling", () => {
  expect(markParts("Ops-Settlement", "settle")).toEqual([
    { text: "Ops-", hit: false },
    { text: "Settle", hit: true },
    { text: "ment", hit: false },
  ]);
  expect(markParts("ops", "x")).toEqual([{ text: "ops", hit: false }]);
});
