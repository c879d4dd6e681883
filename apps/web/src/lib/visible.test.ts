import { expect, test } from "bun:test";
import { visible } from "./visible.ts";

test("characters that turn a text around or hide in it are written out, so that it is read as what it is", () => {
  expect(visible("a/\u202Egpj.exe")).toBe("a/\\u202egpj.exe");
  expect(visible("pay\u200Bments\u2066x\u2069\uFEFF\u0007")).toBe("pay\\u200bments\\u2066x\\u2069\\ufeff\\u0007");
  expect(visible("a\u{E0061}b")).toBe("a\\udb40\\udc61b");
});

test("in a policy they are then what JSON reads as the same, and a text without them stays as it is", () => {
  const policy = JSON.stringify({ Sid: "a\u202Eb\u{E0061}" });
  expect(JSON.parse(visible(policy))).toEqual(JSON.parse(policy));
  const plain = '{\n\t"Sid": "Grüße, 世界, שלום 👋"\n}';
  expect(visible(plain)).toBe(plain);
});
