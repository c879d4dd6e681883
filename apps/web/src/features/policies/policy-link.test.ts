import { expect, test } from "bun:test";
import { carriesTexts, packTexts, unpackTexts } from "./policy-link.ts";

test("an address brings the texts that were packed into it, whatever letters they have", async () => {
  const texts = { identity: '{\n  "Sid": "Grüße, 世界"\n}', serviceControl: "" };
  const hash = await packTexts(texts);
  expect(hash).toMatch(/^#policies=[\w-]+$/);
  expect(carriesTexts(hash)).toBe(true);
  expect(await unpackTexts(hash)).toEqual(new Map(Object.entries(texts)));
});

test("the largest policy of AWS takes a short address", async () => {
  const statement = { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" };
  const text = JSON.stringify({ Statement: Array.from({ length: 70 }, (_, n) => ({ Sid: `S${n}`, ...statement })) });
  expect((await packTexts({ identity: text })).length).toBeLessThan(2_000);
});

test("an address that was cut short, is none of ours, or would unpack to more than all policies gives nothing", async () => {
  const hash = await packTexts({ identity: "{}".repeat(50) });
  expect(await unpackTexts(hash.slice(0, -6))).toBeUndefined();
  expect(await unpackTexts("#policies=%%%")).toBeUndefined();
  expect(await unpackTexts(await packTexts({ identity: " ".repeat(2_000_000) }))).toBeUndefined();
});
