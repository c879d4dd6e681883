import { expect, test } from "bun:test";
import { resourceMatcher } from "./arn-pattern.ts";
import { createRandom } from "./test/random.ts";
import { parseWildcards } from "./wildcard.ts";

/** The rule as one expression: the colons that part a resource's segments are told from those within its last. */
function byExpression(pattern: string, resource: string): boolean {
  const written = pattern.replaceAll(/[*?:]|[^*?:]+/g, (part, at: number) => {
    if (part === ":") return "[:|]";
    if (part === "?") return "[^|]";
    if (part !== "*") return part;
    return [":", "*", undefined].includes(pattern.slice(at).replace(/^[*]+/, "")[0]) ? ".*" : "[^|]*";
  });
  let colons = 0;
  const parted = resource.replaceAll(":", (colon) => ((colons += 1) <= 5 ? "|" : colon));
  return new RegExp(`^${written}$`).test(parted);
}

test("a wildcard crosses a resource's first five colons only where a star ends its segment", () => {
  const { below } = createRandom(26);
  const text = (letters: string, length: number): string =>
    Array.from({ length }, () => letters[below(letters.length)] ?? "").join("");
  let matched = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const pattern = text("ab::*?*", 1 + below(9));
    const resource = text("ab:::", below(12));
    const matches = resourceMatcher(parseWildcards(pattern))(resource);
    expect({ pattern, resource, matches }).toEqual({ pattern, resource, matches: byExpression(pattern, resource) });
    if (matches) matched += 1;
  }
  expect(matched).toBeGreaterThan(500);
});
