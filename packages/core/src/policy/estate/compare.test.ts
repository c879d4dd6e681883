import { describe, expect, test } from "bun:test";
import { changeEffect } from "./change-effect.ts";
import { comparePrincipals } from "./compare.ts";
import type { EstatePrincipal } from "./estate.ts";
import { breadthOf } from "./say-difference.ts";
import { accountId, allow, otherId, policy, role, smallEstate } from "./test/small-estate.ts";
import { whatCan } from "./what-can.ts";

const BOUNDARY = "arn:aws:iam::aws:policy/Boundary";
const a = "arn:aws:s3:::a/*";
const b = "arn:aws:s3:::b/*";
const arn = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const from = (cidr: string | string[], key = "aws:SourceIp") => ({ Condition: { IpAddress: { [key]: cidr } } });
const deny = (...of: Parameters<typeof allow>): object => ({ ...allow(...of), Effect: "Deny" });

function compared(one: readonly object[], other: readonly object[], more: Partial<EstatePrincipal> = {}) {
  const estate = smallEstate({ principals: [role("R", one), role("Q", other, more)] });
  return comparePrincipals(estate, { first: arn("R"), second: arn("Q") });
}

describe("access under conditions", () => {
  test("is the same where the conditions say the same, whoever's and whichever statement's they are", () => {
    const { verdict } = compared(
      [allow("s3:GetObject", a, from(["10.0.0.0/8", "172.16.0.0/12"]))],
      [
        allow("sqs:ListQueues", "arn:aws:sqs:*:*:none"),
        allow("s3:GetObject", a, from(["172.16.0.0/12", "10.0.0.0/8"], "AWS:sourceIP")),
      ],
    );
    expect(verdict).toBe("same");
  });

  test("is other access where the conditions say something else, in the same place of policies of the same name", () => {
    const { sentences } = compared(
      [allow("s3:GetObject", a, from("10.0.0.0/8"))],
      [allow("s3:GetObject", a, from("0.0.0.0/0"))],
    );
    expect(sentences).toEqual([
      "R can do s3:GetObject on one bucket under other conditions than Q.",
      "Q can do s3:GetObject on one bucket under other conditions than R.",
    ]);
  });

  test("is less than access under some of these conditions, and than access without any", () => {
    const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const both = allow("s3:GetObject", a, { Condition: { ...from("10.0.0.0/8").Condition, ...mfa } });
    expect(compared([both], [allow("s3:GetObject", a, from("10.0.0.0/8"))]).verdict).toBe("second-has-more");
    expect(compared([both], [allow("s3:GetObject", a)]).sentences).toEqual([
      "Q can do s3:GetObject on one bucket without conditions, R only under conditions.",
    ]);
  });
});

test("a service that nobody has is named as it stands, also where every object has something of that name", () => {
  expect(breadthOf(["arn:aws:constructor:::*"])).toBe("every resource of constructor");
  expect(breadthOf(["arn:aws:constructor:::x"])).toBe("one resource");
});

describe("a Deny", () => {
  const everything = allow("s3:*", "arn:aws:s3:::*");

  test("that one has and the other has not tells of the resources that it is about", () => {
    const { onlyFirst, onlySecond } = compared(
      [everything, deny("s3:GetObject", [a])],
      [everything, deny("s3:GetObject", [a, b])],
    );
    expect(onlyFirst).toMatchObject([{ actions: ["s3:GetObject"], resources: [b], conditional: false }]);
    expect(onlySecond).toEqual([]);
  });

  test("is compared by what it says", () => {
    const one = [everything, deny("s3:GetObject", a, from("10.0.0.0/8"))];
    expect(compared(one, [deny("s3:GetObject", a, from("10.0.0.0/8")), everything]).verdict).toBe("same");
    const other = compared(one, [everything, deny("s3:GetObject", a, from("0.0.0.0/0"))]);
    expect([other.onlyFirst.length, other.onlySecond.length]).toEqual([1, 1]);
  });

  test("that is relaxed is an effect of a change, and so is a condition that is", () => {
    const effectOf = (before: readonly object[], after: readonly object[]): readonly string[] => {
      const estate = smallEstate({ principals: [role("R", before)] });
      const inlinePolicies = [{ name: "work", document: policy(...after) }];
      return changeEffect(estate, { principal: arn("R"), after: { inlinePolicies } }).sentences;
    };
    expect(effectOf([everything, deny("s3:PutObject", [a, b])], [everything, deny("s3:PutObject", a)])).toEqual([
      "This adds s3:PutObject on one bucket.",
    ]);
    expect(
      effectOf([allow("s3:GetObject", a, from("10.0.0.0/8"))], [allow("s3:GetObject", a, from("0.0.0.0/0"))]),
    ).toEqual([
      "This adds s3:GetObject on one bucket under other conditions.",
      "This takes s3:GetObject on one bucket under other conditions.",
    ]);
  });
});

describe("a layer that allows less than the principal's own policies", () => {
  const bounded = (...statements: readonly object[]) => ({
    principals: [role("R", [allow(["s3:GetObject", "s3:ListAllMyBuckets"])], { permissionsBoundary: BOUNDARY })],
    managedPolicies: new Map([[BOUNDARY, policy(...statements)]]),
  });

  test("leaves what both allow", () => {
    const { services, takenAway } = whatCan(smallEstate(bounded(allow("s3:*", a))), { principal: arn("R") });
    expect(services.flatMap(({ levels }) => levels)).toMatchObject([
      { actions: ["s3:GetObject"], resources: [a], conditional: false },
    ]);
    expect(takenAway).toMatchObject([
      { by: { policy: "boundary" }, whole: true, actions: 1 },
      { by: { policy: "boundary" }, whole: false, actions: 1 },
    ]);
  });

  test("leaves its own conditions, and two of its patterns apart", () => {
    const facts = bounded(allow("s3:*", a), allow("s3:*", b, from("10.0.0.0/8")));
    const { levels } = whatCan(smallEstate(facts), { principal: arn("R") }).services[0] ?? {};
    expect(levels).toMatchObject([{ level: "Read", resources: [a, b], conditional: false }]);
    const only = whatCan(smallEstate(bounded(allow("s3:*", b, from("10.0.0.0/8")))), { principal: arn("R") });
    expect(only.services[0]?.levels).toMatchObject([{ resources: [b], conditional: true }]);
  });

  test("limits what cannot be written as one pattern", () => {
    const own = role("R", [allow("s3:GetObject", "arn:aws:s3:::a*/x")], { permissionsBoundary: BOUNDARY });
    const facts = {
      principals: [own],
      managedPolicies: new Map([[BOUNDARY, policy(allow("s3:*", "arn:aws:s3:::*b/x"))]]),
    };
    expect(whatCan(smallEstate(facts), { principal: arn("R") }).services[0]?.levels).toMatchObject([
      { resources: ["arn:aws:s3:::a*/x"], conditional: true },
    ]);
  });

  test("may be widened, which adds access", () => {
    const facts = bounded(allow("s3:GetObject", a));
    const wider = { [BOUNDARY]: policy(allow("s3:GetObject")) };
    const { sentences } = changeEffect(smallEstate(facts), { principal: arn("R"), after: {}, managedPolicies: wider });
    expect(sentences).toEqual(["This adds s3:GetObject on every resource."]);
  });

  test("may be a service control policy", () => {
    const { principals } = bounded();
    const control = { name: "OnlyA", document: policy(allow("s3:*", a)) };
    const estate = smallEstate({
      principals: principals.map((one) => ({ ...one, permissionsBoundary: undefined })),
      organization: {
        id: "o-1",
        managementAccountId: otherId,
        accounts: new Map([[accountId, { unitPath: [] }]]),
        serviceControl: new Map([[accountId, [control]]]),
        resourceControl: null,
      },
    });
    expect(whatCan(estate, { principal: arn("R") }).services[0]?.levels).toMatchObject([{ resources: [a] }]);
  });
});

test("an action is listed only on resources of its own types", () => {
  const servicesOf = (resource: string): string[] =>
    whatCan(smallEstate({ principals: [role("R", [allow("*", resource)])] }), { principal: arn("R") }).services.flatMap(
      ({ levels }) => levels.flatMap(({ actions }) => actions),
    );
  expect(servicesOf("*").length).toBeGreaterThan(20_000);
  const onBucket = servicesOf("arn:aws:s3:::b");
  expect(onBucket).toContain("s3:ListBucket");
  expect(onBucket).not.toContain("s3:PutObject");
  expect(onBucket.some((action) => action.startsWith("iam:"))).toBe(false);
  expect(servicesOf("arn:aws:s3:::b/*")).toContain("s3:PutObject");
  expect(servicesOf("arn:aws:s3:::b/*")).not.toContain("s3:ListAllMyBuckets");
});

describe("a comparison", () => {
  test("tells what can do most harm first", () => {
    const { onlyFirst } = compared(
      [allow(["sqs:SendMessage", "iam:PutRolePolicy", "s3:PutObject", "iam:GetRole", "apigateway:POST"])],
      [],
    );
    expect(onlyFirst.map(({ actions }) => actions)).toEqual([
      ["iam:PutRolePolicy"],
      ["s3:PutObject"],
      ["apigateway:POST"],
      ["sqs:SendMessage"],
      ["iam:GetRole"],
    ]);
  });

  test("never says that both can do the same where a policy was not read", () => {
    const unread = { attachedPolicies: [{ name: "Unread", arn: "arn:aws:iam::aws:policy/Unread" }] };
    const { verdict, sentences, lacking } = compared([allow("s3:GetObject")], [allow("s3:GetObject")], unread);
    expect(verdict).toBe("unread");
    expect(sentences).toEqual(["No difference between R and Q was found, but not all of their policies were read."]);
    expect(lacking).toEqual(["The managed policy arn:aws:iam::aws:policy/Unread was not read."]);
  });

  test("needs the control policies only where the two are of different accounts", () => {
    const verdictOf = (account: string) => {
      const other = { arn: `arn:aws:iam::${account}:role/Q`, accountId: account };
      const principals = [role("R", [allow("s3:GetObject")]), role("Q", [allow("s3:GetObject")], other)];
      const estate = smallEstate({ principals, organization: undefined });
      return comparePrincipals(estate, { first: arn("R"), second: other.arn }).verdict;
    };
    expect([verdictOf(accountId), verdictOf(otherId)]).toEqual(["same", "unread"]);
  });
});
