import { expect, test } from "bun:test";
import { pathOf, queryOf } from "./request-path.ts";

test.each([
  ["http://gatehouse.example/role/a?region=eu#top", "/role/a", "region=eu"],
  ["http://gatehouse.example/", "/", ""],
  ["http://gatehouse.example//api/v1/get_roles?all=true", "//api/v1/get_roles", "all=true"],
  // Bun's address of a request without a Host header, or with a broken one.
  ["/role/a?next=http://x/y", "/role/a", "next=http%3A%2F%2Fx%2Fy"],
  ["//api/v1/get_roles", "//api/v1/get_roles", ""],
  ["http://][:99999/q?a=1", "/q", "a=1"],
])("of %p the path is %p and the query %p", (url, path, query) => {
  expect(pathOf({ url })).toBe(path);
  expect(queryOf({ url }).toString()).toBe(query);
});
