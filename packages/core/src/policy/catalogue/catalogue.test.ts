import { describe, expect, test } from "bun:test";
import { createRandom } from "../test/random.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { createCatalogue } from "./catalogue.ts";
import { distance } from "./distance.ts";
import { expandActions } from "./expand.ts";
import { shrinkActions } from "./shrink.ts";
import { ACTIONS_OF_OPERATIONS, PREFIXES_OF_NAMES } from "./other-names.ts";
import {
  suggestActions,
  suggestConditionKeys,
  suggestServices,
  sureAction,
  sureConditionKey,
  surePrefix,
} from "./suggest.ts";

const catalogue = await readCatalogue();
const idsOf = (...patterns: string[]) => expandActions(catalogue, { element: "Action", patterns }).map(({ id }) => id);

describe("the catalogue", () => {
  test("knows actions with level, resources and condition keys, in any case", () => {
    const action = catalogue.action("S3:GETOBJECT");
    expect(action).toMatchObject({ id: "s3:GetObject", level: "Read", service: "s3" });
    expect(action?.resources.map(({ type }) => type.arn)).toContain(
      "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
    );
    expect(catalogue.action("iam:PassRole")?.conditionKeys.map(({ key }) => key)).toContain("iam:PassedToService");
    expect(catalogue.action("s3:GetObjekt")).toBeUndefined();
    expect(catalogue.action("nothing")).toBeUndefined();
  });

  test("tells who may decide on permissions from who may write", () => {
    expect(catalogue.action("iam:AttachRolePolicy")?.level).toBe("Permissions management");
    expect(catalogue.action("ec2:CreateTags")?.level).toBe("Tagging");
    expect(catalogue.action("sqs:SendMessage")?.level).toBe("Write");
  });

  test("numbers every action by its place", () => {
    const all = catalogue.matching("*");
    expect(all.length).toBe(catalogue.size);
    expect(all.every(({ index }, place) => index === place)).toBeTrue();
  });

  test.each([
    ["aws:principalorgid", "aws:PrincipalOrgID", "String"],
    ["aws:RequestTag/team", "aws:RequestTag/${TagKey}", "String"],
    ["aws:TagKeys", "aws:TagKeys", "ArrayOfString"],
    ["s3:prefix", "s3:prefix", "String"],
    ["kms:EncryptionContext:app", "kms:EncryptionContext:${EncryptionContextKey}", "String"],
  ])("finds the condition key %s", (written, key, type) => {
    expect(catalogue.conditionKey(written)).toEqual({ key, type: type as "String" });
  });

  test("finds no key that AWS does not have", () => {
    expect(catalogue.conditionKey("aws:PrincipalOrg")).toBeUndefined();
    expect(catalogue.conditionKey("aws:RequestTag/")).toBeUndefined();
  });

  test("is refused where the bytes are something else", () => {
    expect(() => createCatalogue(new TextEncoder().encode("{}"))).toThrow(expect.objectContaining({ code: "invalid" }));
  });
});

describe("expanding", () => {
  test.each([
    ["s3:Get*Tagging", 5],
    ["S3:getobject", 1],
    ["s3:GetObject?", 0],
    ["sts:AssumeRoleWith????", 1],
    ["nowhere:*", 0],
    ["s3", 0],
  ])("%s covers %i actions", (pattern, count) => {
    expect(idsOf(pattern).length).toBe(count);
  });

  test("a wildcard may stand in the service, too", () => {
    const each = ["ses:*", "sms:*", "sns:*", "sqs:*", "sts:*"].flatMap((pattern) => idsOf(pattern));
    expect(idsOf("s?s:*")).toEqual(each);
    expect(idsOf("*:ListTagsForResource").length).toBeGreaterThan(100);
  });

  test("NotAction covers everything else", () => {
    const others = expandActions(catalogue, { element: "NotAction", patterns: ["iam:*", "sts:*"] });
    expect(others.length).toBe(catalogue.size - idsOf("iam:*", "sts:*").length);
    expect(others.some(({ service }) => service === "iam")).toBeFalse();
  });

  test("each action comes once, however many patterns cover it", () => {
    expect(idsOf("s3:GetObject", "s3:Get*", "s3:getobject")).toEqual(idsOf("s3:Get*"));
  });
});

describe("shrinking", () => {
  test("gives one pattern for a whole service and for all", () => {
    expect(shrinkActions(catalogue, idsOf("sqs:*"))).toEqual(["sqs:*"]);
    expect(shrinkActions(catalogue, idsOf("*"))).toEqual(["*"]);
  });

  test("finds the pattern that was expanded", () => {
    expect(shrinkActions(catalogue, idsOf("s3:Get*Tagging"))).toEqual(["s3:Get*Tagging"]);
    expect(shrinkActions(catalogue, idsOf("ec2:Describe*", "sqs:SendMessage"))).toEqual([
      "ec2:Describe*",
      "sqs:SendMessage",
    ]);
  });

  test("keeps what the catalogue does not know", () => {
    expect(shrinkActions(catalogue, ["s3:GetObject", "new-service:Do"])).toEqual(["new-service:Do", "s3:GetObject"]);
  });

  test("of any set of actions: expanded again it is the same set, and never by more patterns", () => {
    const random = createRandom(7);
    for (let round = 0; round < 60; round += 1) {
      const wanted = new Set<string>();
      for (let service = random.below(3); service >= 0; service -= 1) {
        const actions = catalogue.service(random.pick(catalogue.prefixes))?.actions ?? [];
        const dense = random.below(10);
        for (const { id } of actions) if (random.below(10) < dense) wanted.add(id);
      }
      const ids = [...wanted].toSorted();
      const patterns = shrinkActions(catalogue, ids);
      expect(idsOf(...patterns).toSorted()).toEqual(ids);
      expect(patterns.length).toBeLessThanOrEqual(ids.length);
    }
  });
});

describe("suggesting", () => {
  test("names the nearest action, service and key", () => {
    expect(suggestActions(catalogue, "s3:GetObjects")[0]).toBe("s3:GetObject");
    expect(suggestActions(catalogue, "dynamo:GetItem")[0]).toBe("dynamodb:GetItem");
    expect(suggestActions(catalogue, "lamda:InvokeFunction")[0]).toBe("lambda:InvokeFunction");
    expect(suggestServices(catalogue, "clodwatch")[0]).toBe("cloudwatch");
    expect(suggestConditionKeys(catalogue, "aws:SourceAcount")[0]).toBe("aws:SourceAccount");
    expect(suggestConditionKeys(catalogue, "aws:PrincipalOrg")[0]).toBe("aws:PrincipalOrgID");
  });

  test("names what an operation needs, and the prefix of a service that is known by another name", () => {
    expect(suggestActions(catalogue, "s3:ListBuckets")).toEqual(["s3:ListAllMyBuckets"]);
    expect(suggestActions(catalogue, "kms:ReEncrypt")).toEqual(["kms:ReEncryptFrom", "kms:ReEncryptTo"]);
    expect(suggestServices(catalogue, "EFS")).toEqual(["elasticfilesystem"]);
    for (const action of [...ACTIONS_OF_OPERATIONS.values()].flat())
      expect(catalogue.facts(action).exact?.id).toBe(action);
    for (const prefix of PREFIXES_OF_NAMES.values()) expect(catalogue.service(prefix)?.prefix).toBe(prefix);
  });

  test.each([
    ["s3:GetObjects", "s3:GetObject"],
    ["s3:GetObejct", "s3:GetObject"],
    ["s3:HeadBucket", "s3:ListBucket"],
    ["s3:CopyObject", undefined],
    ["s3:PutBucket", undefined],
    ["kms:ReEncrypt", undefined],
  ])("takes for what was surely meant by %s: %s", (written, meant) => {
    expect(sureAction(catalogue, written)).toBe(meant);
  });

  test.each([
    ["aws:SourceAcount", "aws:SourceAccount"],
    ["aws:PrincipalTags/team", "aws:PrincipalTag/team"],
    ["aws:PrincipalTags", undefined],
    ["aws:PrincipalOrg", undefined],
    ["aws:SourceVpcs", undefined],
    ["s3:HeadBucket", undefined],
  ])("takes for the condition key that was surely meant by %s: %s", (written, meant) => {
    expect(sureConditionKey(catalogue, written)).toBe(meant);
  });

  test("is not sure of a service where two prefixes are as near", () => {
    expect(surePrefix(catalogue, "lamda")).toBe("lambda");
    expect(surePrefix(catalogue, "ecx")).toBeUndefined();
  });

  test("names nothing where nothing is near", () => {
    expect(suggestActions(catalogue, "s3:Zzzzzzzzzzzz")).toEqual([]);
    expect(suggestServices(catalogue, "qqqqqqq")).toEqual([]);
  });

  test.each([
    ["", "", 0],
    ["abc", "abd", 1],
    ["abc", "acb", 1],
    ["abc", "abcd", 1],
    ["abcdef", "ghijkl", 4],
  ])("%p is away from %p by %i, counted up to 3", (one, other, away) => {
    expect(distance(one, other, 3)).toBe(away);
  });
});
