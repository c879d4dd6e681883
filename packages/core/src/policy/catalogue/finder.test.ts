import { expect, test } from "bun:test";
import { finderOf } from "./finder.ts";

const NAMES = ["s3:GetObject", "s3:putobject", "ec2:RunInstances", "a:b", "IAM:PASSROLE", "a-b:c@d"];
const find = finderOf(NAMES);

test.each(NAMES.map((name, index) => [name, index] as const))(
  "%s is found by its index, in any case",
  (name, index) => {
    expect(find(name, 0, name.length)).toBe(index);
    expect(find(name.toUpperCase(), 0, name.length)).toBe(index);
    expect(find(name.toLowerCase(), 0, name.length)).toBe(index);
  },
);

test("a name is found where it stands in a text, and only that much of it", () => {
  const text = `["s3:GetObject","ec2:RunInstances"]`;
  expect(find(text, 2, 14)).toBe(0);
  expect(find(text, 17, 33)).toBe(2);
  expect(find(text, 2, 13)).toBe(-1);
  expect(find(text, 1, 14)).toBe(-1);
});

test.each([
  "",
  "s3:getobjec",
  "s3:getobjects",
  "s3:getobjeKt",
  "S3:GETOBJECT\u212a",
  "a-b:c`d",
  "a\u000db:c@d",
  "\u00e1:b",
])("%p is no name", (text) => {
  expect(find(text, 0, text.length)).toBe(-1);
});

test("each of many names is found, and none of their neighbours", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => `service${index % 97}:action${index}`);
  const among = finderOf(many);
  expect(many.every((name, index) => among(name, 0, name.length) === index)).toBe(true);
  expect(many.some((name) => among(`${name}x`, 0, name.length + 1) >= 0)).toBe(false);
});
