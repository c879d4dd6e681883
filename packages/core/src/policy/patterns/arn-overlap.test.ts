import { expect, test } from "bun:test";
import { patternsMeet, resourceTest } from "./arn-overlap.ts";

test.each([
  ["a*", "*b", true],
  ["a*", "b*", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["?b*", "ac", false],
  ["a?*c", "?bc", true],
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

const LOG_GROUP = "arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}";
const LOG_STREAM = `${LOG_GROUP}:log-stream:\${LogStreamName}`;

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
  ["arn:aws:s3:*:b", BUCKET, true],
  ["arn:aws:s3:*:b/*", OBJECT, true],
  ["arn:aws:sqs:*", BUCKET, false],
  ["arn:aws:s3:b*t:b", BUCKET, false],
  ["arn:aws:logs:*:*:/aws/*", LOG_GROUP, true],
  ["arn:aws:logs:*/aws/*", LOG_GROUP, true],
  ["arn:aws:logs:*:eu-?:/aws/*", LOG_GROUP, false],
  ["arn:aws:logs:*:*:/aws/*", BUCKET, false],
  ["arn:aws:logs:*:*:log-group:x", LOG_STREAM, false],
  ["arn:aws:logs:*:*:log-group:x:*", LOG_STREAM, true],
])("%s can be %s: %p", (resource, template, can) => {
  expect(resourceTest(resource)(template)).toBe(can);
});
