import { expect, test } from "bun:test";
import { readDeepLink } from "./deep-link.ts";

const read = (path: string) => readDeepLink(new URL(path, "http://localhost"));

test("a raw ARN with slashes and an encoded one mean the same", () => {
  const arn = "arn:aws:iam::111111111111:role/team/ReadOnly";
  expect(read(`/role/${arn}`).query).toBe(arn);
  expect(read(`/role/${encodeURIComponent(arn)}`).query).toBe(arn);
});

test("region, destination and signing out first are read", () => {
  expect(read("/role/ops?r=eu-west-1&redirect=https%3A%2F%2Fx.example%2F%3Fa%3D1%26b&logout=1")).toEqual({
    query: "ops",
    region: "eu-west-1",
    redirect: "https://x.example/?a=1&b",
    signOutFirst: true,
  });
});

test("a plus in a role's name stays a plus, and a broken escape is taken as it stands", () => {
  expect(read("/role/read+only").query).toBe("read+only");
  expect(readDeepLink({ pathname: "/role/50%", search: "" }).query).toBe("50%");
});
