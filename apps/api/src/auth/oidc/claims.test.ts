import { expect, test } from "bun:test";
import { OidcConfig } from "../../config/oidc.ts";
import { describeArrival, findClaim, findGroups, type Source } from "./claims.ts";

const settings = (words: object = {}) =>
  OidcConfig.parse({ issuer: "https://login.example", client_id: "gatehouse", ...words });
const idToken = (claims: Source["claims"]): Source => ({ from: "id_token", claims });
const userinfo = (claims: Source["claims"]): Source => ({ from: "userinfo", claims });

test("a claim is found by its whole name before a path with dots", () => {
  const claims = {
    "https://corp.example/groups": ["a"],
    realm_access: { roles: ["b"] },
    "x.y": ["whole"],
    x: { y: 1 },
  };
  expect(findClaim(claims, "https://corp.example/groups")).toEqual(["a"]);
  expect(findClaim(claims, "realm_access.roles")).toEqual(["b"]);
  expect(findClaim(claims, "x.y")).toEqual(["whole"]);
  expect(findClaim(claims, "realm_access.none.deeper")).toBeUndefined();
});

test.each(["__proto__", "constructor", "toString.length"])("nothing is found under %s that did not arrive", (name) => {
  expect(findClaim({}, name)).toBeUndefined();
});

test("groups come from the first source, in the config's order, that has any word of them", () => {
  const sources = [idToken({ groups: ["from-id"] }), userinfo({ groups: ["from-userinfo"] })];
  expect(findGroups(sources, settings()).groups).toEqual(["from-id"]);
  expect(findGroups(sources, settings({ groups_from: ["userinfo", "id_token"] })).groups).toEqual(["from-userinfo"]);
  expect(findGroups(sources, settings({ groups_from: [] }))).toEqual({ groups: [], overage: false });
});

test.each([
  ["a list", ["a", "b", " a ", "", 7, null], ["a", "b"]],
  ["one word", "only", ["only"]],
  ["an empty list", [], []],
])("groups given as %s are read", (...[, given, expected]) => {
  expect(findGroups([idToken({ groups: given })], settings())).toEqual({
    groups: expected,
    from: "id_token",
    overage: false,
  });
});

test.each([[{ a: 1 }], [42], [null], [undefined]])("groups given as %p are none that arrived", (given) => {
  expect(findGroups([idToken({ groups: given })], settings())).toEqual({ groups: [], overage: false });
});

test.each([
  ["by a pointer to elsewhere", { _claim_names: { groups: "src1" } }],
  ["by a flag", { hasgroups: true }],
  ["by a flag in words", { hasgroups: "true" }],
])("too many groups, told %s, are not mistaken for none", (...[, claims]) => {
  expect(findGroups([idToken(claims)], settings()).overage).toBe(true);
  expect(findGroups([idToken(claims), userinfo({ groups: ["a"] })], settings())).toMatchObject({
    groups: ["a"],
    overage: false,
  });
});

test("a pointer to another claim's place is no overage of groups", () => {
  expect(findGroups([idToken({ _claim_names: { address: "src1" } })], settings()).overage).toBe(false);
});

test("what is kept to be looked at is cut where it is long, and leaves out what ties a token to its request", () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`more${n}`, n]));
  const sources = [idToken({ nonce: "n", at_hash: "h", sub: "s", groups: ["x".repeat(9_000)], ...many })];
  const { sources: kept } = describeArrival(sources, findGroups(sources, settings()), settings());
  expect(kept[0]?.claims.map(({ name }) => name).slice(0, 3)).toEqual(["sub", "groups", "more0"]);
  expect(kept[0]?.claims).toHaveLength(40);
  expect(kept[0]?.claims[1]?.value.length).toBeLessThan(2_100);
});
