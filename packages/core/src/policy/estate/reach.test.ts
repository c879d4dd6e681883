import { expect, test } from "bun:test";
import { exposureOf } from "./exposure.ts";
import { accountId, organization, otherId, policy, role, smallEstate } from "./test/small-estate.ts";

type Case = { name: string; principal: unknown; condition: object; reach: string; see: string; trust?: true };

const CASES: Case[] = await Bun.file(`${import.meta.dir}/reach.cases.json`).json();
const bucket = "arn:aws:s3:::reports";

function statementOf({ principal, condition, trust }: Case): object {
  const named = typeof principal === "object" && principal !== null && "NotPrincipal" in principal;
  const who = named ? { NotPrincipal: { AWS: principal.NotPrincipal } } : { Principal: principal };
  const what = trust ? { Action: "sts:*" } : { Action: "s3:GetObject", Resource: `${bucket}/*` };
  return { Effect: "Allow", ...who, ...what, Condition: condition };
}

test.each(CASES.map((one) => [one.name, one] as const))("a policy that lets in %s reaches as far", (_, one) => {
  const text = policy(statementOf(one));
  const trusted = role("Deploy", [], { trustPolicy: text });
  const estate = smallEstate({
    organization,
    principals: [trusted],
    resources: [
      { arn: bucket, accountId, type: "s3-bucket", policy: text },
      { arn: "arn:aws:s3:::logs", accountId: otherId, type: "s3-bucket", policy: null },
    ],
  });
  expect(exposureOf(estate, { resource: one.trust ? trusted.arn : bucket }).reach).toBe(one.reach as never);
});

test("every case of reach rests on a page of AWS's documentation, and none stands twice", () => {
  for (const { see } of CASES) expect(see).toStartWith("https://docs.aws.amazon.com/");
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
});
