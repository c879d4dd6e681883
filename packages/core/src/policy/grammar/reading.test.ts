import { expect, test } from "bun:test";
import { readPolicy } from "./read-policy.ts";

const wrong = (count: number): string => Array.from({ length: count }, () => '"aws":1').join();
const policyFor = (principal: string): string =>
  `{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":{${principal}}}}`;

test("a wrong name is mended where the right one does not stand beside it, however many there are", () => {
  const [alone] = readPolicy(policyFor(wrong(1))).problems;
  expect(alone?.edits?.map(({ text }) => text)).toEqual(['"AWS"']);
  const { problems } = readPolicy(policyFor(`${wrong(1)},"AWS":"*"`));
  expect(problems.map(({ id, edits }) => [id, edits])).toEqual([["unknown-principal-kind", undefined]]);
});

test("names that are wrong without end are read in a time that grows with their number, and a thousand are told", () => {
  // With a quadratic step these would take minutes.
  expect(readPolicy(policyFor(wrong(60_000))).problems.length).toBe(1_000);
  expect(readPolicy(`{${wrong(60_000).replaceAll("aws", "versions")}}`).problems.length).toBe(1_000);
  expect(readPolicy(`{"Statement":{${wrong(60_000).replaceAll("aws", "action")}}}`).problems.length).toBe(1_000);
});
