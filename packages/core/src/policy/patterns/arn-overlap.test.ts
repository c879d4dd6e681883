import { expect, test } from "bun:test";
import { patternsMeet, resourceTest } from "./arn-overlap.ts";

test.each([
  ["a*", "*b", true],
  ["a*", "b*", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["", "*", true],
  ["*a*", "*b*", true],
  ["ab", "a", false],
  ["a*b*c", "abbc", true],
  ["a*b*c", "acb", false],
])("%p and %p have a text in common: %p", (one, other, meet) => {
  expect(patternsMeet(one, other)).toBe(meet);
  expect(patternsMeet(other, one)).toBe(meet);
});

const BUCKET = "arn:${Partition}:s3:::${BucketName}";
const OBJECT = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";

test.each([
  ["arn:aws:s3:::b", BUCKET, true],
  ["arn:aws:s3:::b", OBJECT, false],
  ["arn:aws:s3:::b/*", BUCKET, false],
  ["arn:aws:s3:::b/*", OBJECT, true],
  ["arn:aws:s3:::b*", OBJECT, true],
  ["arn:aws:s3:::${aws:username}", OBJECT, true],
  ["arn:aws:sqs:::b", BUCKET, false],
  ["arn:aws:s3*", BUCKET, true],
  ["*", BUCKET, true],
])("%s can be %s: %p", (resource, template, can) => {
  expect(resourceTest(resource)(template)).toBe(can);
});
