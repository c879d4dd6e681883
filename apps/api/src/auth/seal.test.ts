import { expect, test } from "bun:test";
import { seal, unseal } from "./seal.ts";

const FIRST = "the-first-secret-of-32-characters";
const OTHER = "the-other-secret-of-32-characters";

test("what was sealed is read back by any of the secrets, and by no other", () => {
  const sealed = seal("a text", "sign-on", [FIRST, OTHER]);
  expect(unseal(sealed, "sign-on", [OTHER, FIRST])).toBe("a text");
  expect(unseal(sealed, "sign-on", [OTHER])).toBeUndefined();
});

test("what was sealed for one purpose is good for no other", () => {
  expect(unseal(seal("a text", "leave", [FIRST]), "sign-on", [FIRST])).toBeUndefined();
});

test("no bit of it can be changed, and nothing made up is read", () => {
  const sealed = Buffer.from(seal("a text", "sign-on", [FIRST]), "base64url");
  for (let byte = 0; byte < sealed.length; byte += 1) {
    const changed = Buffer.from(sealed);
    changed[byte] = (changed[byte] ?? 0) ^ 1;
    expect(unseal(changed.toString("base64url"), "sign-on", [FIRST])).toBeUndefined();
  }
  for (const made of ["", "x", "A".repeat(200)]) expect(unseal(made, "sign-on", [FIRST])).toBeUndefined();
});

test("the same text is sealed differently every time, and its words are not to be seen", () => {
  const [one, other] = [seal("a text", "sign-on", [FIRST]), seal("a text", "sign-on", [FIRST])];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, "base64url").toString("latin1")).not.toContain("a text");
});
