import { expect, test } from "bun:test";
import { regionGroups } from "./regions.ts";

test("only the partitions in which someone has roles are offered, each once", () => {
  expect(regionGroups(["aws", "aws-us-gov", "aws"], undefined).map((group) => group.partition)).toEqual([
    "aws",
    "aws-us-gov",
  ]);
});

test("a region that was chosen stays a choice where the list lacks it, in its own partition alone", () => {
  const [aws, gov] = regionGroups(["aws", "aws-us-gov"], "xx-new-1");
  expect(aws?.regions).toContain("xx-new-1");
  expect(gov?.regions).not.toContain("xx-new-1");
});
