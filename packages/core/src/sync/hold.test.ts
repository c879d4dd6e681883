import { expect, test } from "bun:test";
import { confirmRemoval, decideRemoval, type Hold, isTooMuch, type Removal, removalDigest } from "./hold.ts";

const keys = (count: number, prefix = "role") => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const removal = (known: number, remove: readonly string[], at = "2026-11-24T06:00:00.000Z"): Removal => ({
  known,
  remove,
  at,
});

function heldBy(listing: Removal, before?: Hold): Hold {
  const decision = decideRemoval(listing, before);
  if (decision.remove !== "held") throw new Error("it was not held");
  return decision.hold;
}

test("a removal is held only where it is over 20 rows and over 30 % of what is known", () => {
  const cases: [known: number, remove: number, tooMuch: boolean][] = [
    [1000, 1000, true],
    [1000, 301, true],
    [1000, 300, false],
    [21, 21, true],
    [20, 20, false],
    [70, 21, false],
    [69, 21, true],
    [10, 10, false],
    [0, 0, false],
  ];
  for (const [known, remove, expected] of cases)
    expect([known, remove, isTooMuch({ known, remove: keys(remove) })]).toEqual([known, remove, expected]);
});

test("a held removal goes ahead only after a second listing agrees and an admin confirms, in that order", () => {
  const listing = removal(100, keys(90));
  const first = heldBy(listing);
  expect(first).toMatchObject({ agreed: false, known: 100, wouldRemove: 90, since: listing.at });
  expect(first.examples).toHaveLength(5);
  expect(() => confirmRemoval(first, { digest: first.digest, by: "hye-jin" })).toThrow("has not agreed yet");

  const second = heldBy({ ...listing, at: "2026-11-24T07:00:00.000Z" }, first);
  expect(second).toMatchObject({ agreed: true, since: listing.at });
  expect(heldBy(listing, second).agreed).toBe(true);

  const confirmed = confirmRemoval(second, { digest: second.digest, by: "hye-jin" });
  expect(confirmed.confirmedBy).toBe("hye-jin");
  expect(decideRemoval(listing, confirmed)).toEqual({ remove: "now" });
});

test("a listing that would remove anything else starts anew and forgets the confirmation", () => {
  const listing = removal(100, keys(90));
  const confirmed = confirmRemoval(heldBy(listing, heldBy(listing)), {
    digest: removalDigest(keys(90)),
    by: "hye-jin",
  });
  const other = heldBy(removal(100, keys(90, "other")), confirmed);
  expect(other).toMatchObject({ agreed: false });
  expect(other.confirmedBy).toBeUndefined();
});

test("confirming what is no longer what would be removed is a conflict", () => {
  const hold = heldBy(removal(100, keys(90)), heldBy(removal(100, keys(90))));
  expect(() => confirmRemoval(hold, { digest: removalDigest(keys(91)), by: "hye-jin" })).toThrow(
    "has changed since you looked",
  );
  expect(() => confirmRemoval(undefined, { digest: hold.digest, by: "hye-jin" })).toThrow(
    "has changed since you looked",
  );
});

test("a listing that removes little is applied although a larger removal was held before", () => {
  expect(decideRemoval(removal(100, keys(3)), heldBy(removal(100, keys(90))))).toEqual({ remove: "now" });
});

test("the digest names a set: order does not matter, and every member does", () => {
  expect(removalDigest(["b", "a"])).toBe(removalDigest(["a", "b"]));
  const digests = [[], ["a"], ["a", "b"], ["ab"], ["a\nb"], keys(90), keys(91)].map(removalDigest);
  expect(new Set(digests).size).toBe(digests.length);
});
