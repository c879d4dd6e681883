import { expect, test } from "bun:test";
import { reconcile, RENEW_BELOW_SECONDS } from "./reconcile.ts";

const NOW = 1_800_000_000;
const listed = (key: string, hash = "h1") => ({ key, hash, value: `${key}:${hash}` });

test("new and changed entries are put, missing ones removed, and equal ones left alone", () => {
  const held = [
    { key: "same", hash: "h1" },
    { key: "changed", hash: "old" },
    { key: "gone", hash: "h1" },
    { key: "incumbents" },
  ];
  const wanted = [listed("same"), listed("changed"), listed("new"), listed("incumbents")];
  expect(reconcile(wanted, held, NOW)).toEqual({
    put: ["changed:h1", "new:h1", "incumbents:h1"],
    remove: ["gone"],
    renew: [],
    unchanged: 1,
  });
});

test("an unchanged row with an expiry is renewed when fewer than 15 days remain, or when it has passed", () => {
  const left = [RENEW_BELOW_SECONDS, RENEW_BELOW_SECONDS - 1, -1];
  const held = left.map((seconds, at) => ({ key: `${at}`, hash: "h1", ttl: NOW + seconds }));
  const { renew, unchanged, put } = reconcile(
    held.map(({ key }) => listed(key)),
    held,
    NOW,
  );
  expect({ renew, unchanged, put }).toEqual({ renew: ["1", "2"], unchanged: 1, put: [] });
});

test("a changed row is put, which renews it too, and not named twice", () => {
  const held = [{ key: "a", hash: "old", ttl: NOW }];
  expect(reconcile([listed("a")], held, NOW)).toEqual({ put: ["a:h1"], remove: [], renew: [], unchanged: 0 });
});

test("an entry that a listing names twice counts once, as it was named last", () => {
  expect(reconcile([listed("a", "h1"), listed("a", "h2")], [], NOW).put).toEqual(["a:h2"]);
  expect(reconcile([listed("a", "h1"), listed("a", "h2")], [{ key: "a", hash: "h2" }], NOW)).toEqual({
    put: [],
    remove: [],
    renew: [],
    unchanged: 1,
  });
});

test("an empty listing removes everything, and nothing of nothing is nothing", () => {
  expect(reconcile([], [{ key: "a", hash: "h1" }], NOW).remove).toEqual(["a"]);
  expect(reconcile([], [], NOW)).toEqual({ put: [], remove: [], renew: [], unchanged: 0 });
});
