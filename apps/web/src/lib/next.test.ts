import { expect, test } from "bun:test";
import { safeNext, signInPath } from "./next.ts";

test("the way back to a deep link keeps its whole tail", () => {
  const path = signInPath({
    pathname: "/role/ops",
    search: "?r=eu-west-1&redirect=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y",
  });
  expect(new URL(path, "http://localhost").searchParams.get("next")).toBe(
    "/role/ops?r=eu-west-1&redirect=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y",
  );
});

test("the home page needs no way back", () => {
  expect(signInPath({ pathname: "/", search: "" })).toBe("/login");
});

test.each([
  undefined,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/a\n/b",
  "javascript:alert(1)",
])("%p leads to the home page, never to another site", (next) => {
  expect(safeNext(next)).toBe("/");
});

test("a path of ours is kept", () => {
  expect(safeNext("/role/ops?r=eu-west-1")).toBe("/role/ops?r=eu-west-1");
});
