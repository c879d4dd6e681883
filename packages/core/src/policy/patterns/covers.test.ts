import { expect, test } from "bun:test";
import { covers, resourceCover } from "./covers.ts";

test.each([
  ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x*", true],
  ["arn:aws:s3:::b/*", "arn:aws:s3:::b/${aws:username}", true],
  ["arn:aws:s3:::b/*", "arn:aws:s3:::b/${*}", true],
  ["arn:aws:s3:::b/${*}", "arn:aws:s3:::b/${aws:username}", false],
  ["arn:aws:s3:::b/${*}", "arn:aws:s3:::b/x", false],
  ["arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/${aws:username}/x", true],
  ["arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/${aws:userid}/x", false],
  ["arn:aws:s3:::b/?", "arn:aws:s3:::b/*", false],
  ["arn:aws:s3:::b/????", "arn:aws:s3:::b/${?}", false],
  ["arn:aws:iam::*1:role/x", "arn:aws:iam::1:user/y:1:role/x", false],
  ["arn:aws:iam::*:role/x", "arn:aws:iam::${aws:PrincipalAccount}:role/x", true],
  ["arn:aws:iam::1*1:role/x", "arn:aws:iam::111:role/x", true],
  ["arn:aws:logs:*:*:/aws/*", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/x", true],
])("%p covers %p: %p", (wide, narrow, expected) => {
  expect(covers(wide, narrow, resourceCover(wide))).toBe(expected);
});
