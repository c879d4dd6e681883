import { expect, test } from "bun:test";
import { nextPath } from "./next-path.ts";

test("after sign-in one of our own pages follows, with its query", () => {
  expect(nextPath("/role/123456789012?redirect=https%3A%2F%2Fconsole.aws.amazon.com%2F")).toBe(
    "/role/123456789012?redirect=https%3A%2F%2Fconsole.aws.amazon.com%2F",
  );
  expect(nextPath("/why?query=arn:aws:iam::123456789012:role/a#top")).toBe(
    "/why?query=arn:aws:iam::123456789012:role/a#top",
  );
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "/\t/evil.example",
  "\\/evil.example",
  "/..//evil.example",
  "javascript:alert(1)",
  " /",
  "",
  "/login?next=/",
])("another place than our own pages leads to the first page: %p", (wanted) => expect(nextPath(wanted)).toBe("/"));
