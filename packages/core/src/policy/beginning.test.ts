import { expect, test } from "bun:test";
import { beginningOf, beginsAs } from "./beginning.ts";
import { wildcard } from "./wildcard.ts";

const LETTERS = ["a", "b", "*", "?", "\u4e61"];

/** All texts of up to five of the letters. */
function textsOf(length: number): string[] {
  if (length === 0) return [""];
  const shorter = textsOf(length - 1);
  return [
    ...shorter,
    ...shorter.filter((text) => text.length === length - 1).flatMap((text) => LETTERS.map((one) => text + one)),
  ];
}

test("what a pattern matches is never told apart from it by their beginnings", () => {
  const texts = textsOf(3);
  const wrong = texts.flatMap((pattern) => {
    const demanded = beginningOf(pattern, 0);
    const matches = wildcard(pattern);
    return texts.filter((text) => matches(text) && !beginsAs(demanded, beginningOf(text, 0)));
  });
  expect(wrong).toEqual([]);
});

test("most of what a pattern does not match is told apart", () => {
  const demanded = beginningOf("s3:Get*", 3);
  const isTold = (text: string): boolean => !beginsAs(demanded, beginningOf(text, 3));
  expect(["s3:PutObject", "s3:Ge", "s3:G*", "s3:List*"].map(isTold)).toEqual([true, true, true, true]);
  expect(["s3:GetObject", "s3:Get", "s3:Get*", "s3:Get?"].map(isTold)).toEqual([false, false, false, false]);
});
