import { expect, test } from "bun:test";
import type { Grant } from "@gatehouse/core/access/grant";
import { grantsFromTags } from "@gatehouse/core/access/grants-from-tags";
import { indexAccount } from "./account-part.ts";
import { createEstateIndex } from "./estate-index.ts";
import type { EstateRole } from "./estate-role.ts";

const TAGS = { console_and_cli: ["may-use"], cli_only: ["may-use-cli"] };
const tagGrants = (role: Pick<EstateRole, "arn" | "tags">) => grantsFromTags(role, TAGS);

function role(accountId: string, name: string, tags: Record<string, string> = {}): EstateRole {
  return { arn: `arn:aws:iam::${accountId}:role/${name}`, accountId, name, path: "/", tags, trustPolicy: "{}" };
}

const ONE = "111111111111";
const TWO = "222222222222";
const part = (...roles: EstateRole[]) => indexAccount(roles, tagGrants);
const arns = (grants: readonly Grant[]) => grants.map(({ roleArn }) => roleArn);

test("an identity's grants come from all accounts and from the settings, and follow the replacement of one account", () => {
  const index = createEstateIndex();
  const [a, b] = [role(ONE, "a", { "may-use": "ops" }), role(TWO, "b", { "may-use": "ops:dev" })];
  index.setPart(ONE, part(a));
  index.setPart(TWO, part(b));
  const mapped = { identity: "ops", roleArn: a.arn, use: "cli-only", rule: { kind: "settings", key: "k" } } as const;
  index.setSettingsGrants([mapped]);
  expect(arns(index.grantsOf("ops"))).toEqual([a.arn, b.arn, a.arn]);

  index.setPart(TWO, part(role(TWO, "b", { "may-use": "dev" })));
  expect(arns(index.grantsOf("ops"))).toEqual([a.arn, a.arn]);
  expect(arns(index.grantsOf("dev"))).toEqual([b.arn]);
  index.setSettingsGrants([]);
  expect(arns(index.grantsOf("ops"))).toEqual([a.arn]);
  expect(index.settingsGrantsOn(a.arn)).toEqual([]);
});

test("identities and tags are counted over all accounts, and what nobody is granted any more is not there", () => {
  const index = createEstateIndex();
  index.setPart(ONE, part(role(ONE, "a", { "may-use": "ops", "may-use-cli": "ops:ann" }), role(ONE, "b")));
  index.setPart(TWO, part(role(TWO, "c", { "may-use": "ops" })));
  expect(Object.fromEntries(index.identities())).toEqual({ ops: 3, ann: 1 });
  expect(Object.fromEntries(index.rolesByTag())).toEqual({ "may-use": 2, "may-use-cli": 1 });
  index.setPart(ONE, part(role(ONE, "b")));
  expect(Object.fromEntries(index.identities())).toEqual({ ops: 1 });
  expect(index.roleCount()).toBe(2);
});

test("a role is found by its ARN, and anything else is no role", () => {
  const index = createEstateIndex();
  const a = role(ONE, "a");
  index.setPart(ONE, part(a));
  expect(index.role(a.arn)).toBe(a);
  for (const arn of ["", "nonsense", `arn:aws:iam::${TWO}:role/a`, `arn:aws:iam::${ONE}:role/b`, "__proto__"])
    expect(index.role(arn)).toBeUndefined();
  expect(index.grantsOf("__proto__")).toEqual([]);
});
