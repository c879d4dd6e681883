import { expect, test } from "bun:test";
import { parsePolicy } from "../policy/document.ts";
import { evaluate } from "../policy/evaluate.ts";
import { isCidr, isWithin } from "./cidr.ts";
import { decideNetworks, mayLiftNetworks, networkPolicy, type NetworkRule, type NetworkWish } from "./networks.ts";

const rule = (more: Partial<NetworkRule> = {}): NetworkRule => ({
  networks: [],
  vpcs: [],
  own_address: false,
  ...more,
});
const OFFICE = rule({ networks: ["203.0.113.0/24"] });
const decide = (from: NetworkRule, wish: NetworkWish = {}, mayLift = false) => decideNetworks(from, wish, mayLift);
const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return Object(error).code;
  }
};

test("ranges are told from other texts, and one lies in another by its bits", () => {
  for (const fine of [
    "10.0.0.0/8",
    "192.0.2.1",
    "2001:db8::/32",
    "::1/128",
    "0.0.0.0/0",
    "2001:0db8::/32",
    "::ffff:10.0.0.0/104",
  ])
    expect([fine, isCidr(fine)]).toEqual([fine, true]);
  for (const wrong of [
    "",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/ 8",
    "10.0.0",
    "::/129",
    "x",
    "10.0.0.0/8/8",
    "/8",
    "010.0.0.0/8",
    "10.00.0.0/8",
    "10.0.0.01/32",
    "10.0.0.0/08",
    "::ffff:010.0.0.0/104",
  ])
    expect([wrong, isCidr(wrong)]).toEqual([wrong, false]);
  expect(isWithin("10.1.0.0/16", "10.0.0.0/8")).toBe(true);
  expect(isWithin("10.0.0.0/8", "10.1.0.0/16")).toBe(false);
  expect(isWithin("0.0.0.0/0", "10.0.0.0/8")).toBe(false);
  expect(isWithin("10.0.0.1", "::/0")).toBe(false);
  expect(isWithin("010.0.0.0/16", "10.0.0.0/8")).toBe(false);
});

test("without a rule credentials work from anywhere, and anyone may narrow them", () => {
  expect(decide(rule())).toBeUndefined();
  expect(decide(rule(), { lift: true })).toBeUndefined();
  expect(decide(rule(), { narrow: ["192.0.2.7"] })).toEqual({ ranges: ["192.0.2.7"], vpcs: [] });
});

test("a rule is lifted only for whom it may be lifted", () => {
  expect(decide(OFFICE)).toEqual({ ranges: ["203.0.113.0/24"], vpcs: [] });
  expect(codeOf(() => decide(OFFICE, { lift: true }))).toBe("forbidden");
  expect(decide(OFFICE, { lift: true }, true)).toBeUndefined();
});

test("ranges of one's own only narrow: one outside of the rule is refused, also beside one inside", () => {
  expect(decide(OFFICE, { narrow: ["203.0.113.8/29"] })).toEqual({ ranges: ["203.0.113.8/29"], vpcs: [] });
  expect(codeOf(() => decide(OFFICE, { narrow: ["203.0.113.8/29", "0.0.0.0/0"] }))).toBe("forbidden");
  expect(codeOf(() => decide(OFFICE, { narrow: ["203.0.113.0/33"] }))).toBe("invalid");
  expect(decide(OFFICE, { lift: true, narrow: ["192.0.2.7"] }, true)?.ranges).toEqual(["192.0.2.7"]);
});

test("one's own address counts beside the networks, and an unknown one is refused", () => {
  const own = rule({ networks: ["203.0.113.0/24"], own_address: true });
  expect(decide(own, { address: "198.51.100.4" })?.ranges).toEqual(["203.0.113.0/24", "198.51.100.4/32"]);
  expect(decide(own, { address: "2001:db8::1" })?.ranges[1]).toBe("2001:db8::1/128");
  expect(codeOf(() => decide(own))).toBe("forbidden");
});

test("the settings say who may lift the rule for which role", () => {
  const ann = { kind: "person" as const, name: "Ann@corp.example", groups: ["ops"] };
  const rules = { "ann@corp.example": { roles: ["arn:aws:iam::111111111111:role/a"] }, admins: { roles: ["*"] } };
  expect(mayLiftNetworks(ann, "arn:aws:iam::111111111111:role/a", { rules })).toBe(true);
  expect(mayLiftNetworks(ann, "arn:aws:iam::111111111111:role/b", { rules })).toBe(false);
  expect(mayLiftNetworks({ ...ann, groups: ["admins"] }, "arn:aws:iam::111111111111:role/b", { rules })).toBe(true);
});

test("the session policy lets in the named networks and VPCs and AWS's own services, and nobody else", () => {
  const allow = parsePolicy(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`);
  const effect = (policy: string, context: Record<string, string>): string =>
    evaluate(
      {
        principal: { arn: "arn:aws:iam::111111111111:role/a", accountId: "111111111111" },
        action: "s3:ListAllMyBuckets",
        resource: "*",
        resourceAccountId: "111111111111",
        context: { "aws:ViaAWSService": "false", ...context },
      },
      { identity: [allow], serviceControl: [], session: [parsePolicy(policy)] },
    ).effect;
  const office = networkPolicy({ ranges: ["203.0.113.0/24", "2001:db8::/32"], vpcs: [] });
  expect(effect(office, { "aws:SourceIp": "203.0.113.9" })).toBe("allowed");
  expect(effect(office, { "aws:SourceIp": "2001:db8::9" })).toBe("allowed");
  expect(effect(office, { "aws:SourceIp": "198.51.100.1" })).toBe("explicitly-denied");
  expect(effect(office, { "aws:SourceIp": "198.51.100.1", "aws:ViaAWSService": "true" })).toBe("allowed");
  expect(effect(office, { "aws:SourceVpc": "vpc-1" })).toBe("explicitly-denied");
  const both = networkPolicy({ ranges: ["203.0.113.0/24"], vpcs: ["vpc-1"] });
  expect(effect(both, { "aws:SourceVpc": "vpc-1" })).toBe("allowed");
  expect(effect(both, { "aws:SourceVpc": "vpc-2" })).toBe("explicitly-denied");
  expect(effect(both, { "aws:SourceIp": "203.0.113.9" })).toBe("allowed");
  expect(effect(both, { "aws:SourceIp": "198.51.100.1" })).toBe("explicitly-denied");
});

test("more networks than AWS takes are refused before AWS is asked", () => {
  const ranges = Array.from({ length: 200 }, (_, at) => `10.0.${at}.0/24`);
  expect(codeOf(() => networkPolicy({ ranges, vpcs: [] }))).toBe("invalid");
});
