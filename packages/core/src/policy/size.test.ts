import { describe, expect, test } from "bun:test";
import { DOCUMENT_KINDS, type DocumentKind } from "./document-kind.ts";
import { headRoom, sizeOf, withoutBlanks } from "./size.ts";

const SPACED = `{\n  "Sid" : "a  b\\" c",\t"x": [ 1 , 2 ]\r\n}`;

test("blanks between elements are free where IAM says so, and never inside a text", () => {
  expect(withoutBlanks(SPACED)).toBe(`{"Sid":"a  b\\" c","x":[1,2]}`);
  expect(sizeOf(SPACED, "managed")).toBe(28);
  expect(sizeOf(SPACED, "session")).toBe(SPACED.length);
});

test("bytes are counted where the limit is in bytes", () => {
  expect(sizeOf('"é"', "sqs-queue")).toBe(4);
  expect(sizeOf('"é"', "managed")).toBe(3);
});

test("the inline policies of a holder are summed, other documents are each by themselves", () => {
  const text = JSON.stringify("x".repeat(1_498));
  expect(headRoom([text, text], "user-inline")).toMatchObject({ used: 3_000, left: -952, fits: false });
  expect(headRoom([text, text], "managed")).toMatchObject({ used: 1_500, left: 4_644, fits: true });
  expect(headRoom([], "role-inline")).toMatchObject({ used: 0, left: 10_240, fits: true });
});

test("exactly the limit fits, one more does not", () => {
  expect(headRoom(["x".repeat(2_048)], "trust")).toMatchObject({ left: 0, fits: true, onRequest: 8_192 });
  expect(headRoom(["x".repeat(2_049)], "trust").fits).toBeFalse();
});

describe("the limits are AWS's", () => {
  test.each<[DocumentKind, number]>([
    ["role-inline", 10_240],
    ["user-inline", 2_048],
    ["group-inline", 5_120],
    ["managed", 6_144],
    ["trust", 2_048],
    ["session", 2_048],
    ["service-control", 10_240],
    ["resource-control", 5_120],
    ["endpoint", 20_480],
    ["s3-bucket", 20_480],
    ["sqs-queue", 8_192],
    ["sns-topic", 30_720],
    ["kms-key", 32_768],
    ["lambda-function", 20_480],
    ["secret", 20_480],
    ["dynamodb-table", 20_480],
    ["ecr-repository", 10_240],
    ["event-bus", 10_240],
    ["file-system", 20_000],
    ["rest-api", 8_192],
  ])("%s: %i", (kind, most) => {
    expect(DOCUMENT_KINDS[kind].limit.most).toBe(most);
    expect(DOCUMENT_KINDS[kind].limit.see).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  test("and none is forgotten here", () => {
    expect(Object.keys(DOCUMENT_KINDS).length).toBe(20);
  });
});
