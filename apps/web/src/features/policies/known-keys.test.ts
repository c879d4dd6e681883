import { expect, test } from "bun:test";
import { readKeys, setKey, writeKeys } from "./known-keys.ts";

test("keys come back from the address as they were, with several values, odd characters and absences", () => {
  const keys = [
    { key: "aws:SourceVpce", values: ["vpce-1", "a=b&c;d"] },
    { key: "aws:MultiFactorAuthPresent", values: "absent" as const },
  ];
  expect(readKeys(writeKeys(keys))).toEqual(keys);
  expect(readKeys("")).toEqual([]);
  expect(readKeys("=x&!")).toEqual([]);
});

test("one thing is said of a key, in whatever case it is written", () => {
  const keys = [{ key: "aws:SourceIp", values: ["10.0.0.1"] }];
  expect(setKey(keys, { key: "AWS:sourceip", values: "absent" })).toEqual([{ key: "AWS:sourceip", values: "absent" }]);
});
