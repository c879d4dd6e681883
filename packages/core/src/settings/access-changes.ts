import { describeRole } from "../access/describe-role.ts";
import type { World } from "../access/estate-view.ts";
import type { Grant } from "../access/grant.ts";
import { grantsFromSettings } from "../access/grants-from-settings.ts";
import type { Settings } from "../settings.ts";
import type { Access, AccessChange } from "./effect.ts";

type Mapping = Pick<Settings, "group_mapping">;
type Pair = { identity: string; roleArn: string; before: Access; after: Access };

const RANK: Record<Access, number> = { none: 0, "cli-only": 1, "console-and-cli": 2 };

/**
 * Answers whose access to which role differs between two settings, once what role tags grant anyway is counted.
 * Looks at what the settings name alone, however large the estate is.
 */
export function accessChanges(before: Mapping, after: Mapping, world: World): AccessChange[] {
  const pairs = new Map<string, Pair>();
  const note = (grant: Grant, side: "before" | "after"): void => {
    const key = JSON.stringify([grant.identity, grant.roleArn]);
    const pair = pairs.get(key) ?? { identity: grant.identity, roleArn: grant.roleArn, before: "none", after: "none" };
    pairs.set(key, { ...pair, [side]: better(pair[side], grant.use) });
  };
  for (const grant of grantsFromSettings(before, world.naming)) note(grant, "before");
  for (const grant of grantsFromSettings(after, world.naming)) note(grant, "after");
  return [...pairs.values()]
    .filter((pair) => pair.before !== pair.after)
    .flatMap((pair) => toChange(pair, world))
    .toSorted(byIdentityAndRole);
}

/** Whether a change gives more than it takes. */
export function isGain({ from, to }: AccessChange): boolean {
  return RANK[to] > RANK[from];
}

function toChange({ identity, roleArn, before, after }: Pair, world: World): AccessChange[] {
  const anyway = otherwiseGranted(identity, roleArn, world);
  const from = better(before, anyway);
  const to = better(after, anyway);
  return from === to ? [] : [{ identity, role: roleOf(roleArn, world), from, to }];
}

/** What rules other than the settings, e.g. the role's own tags, grant this identity. */
function otherwiseGranted(identity: string, roleArn: string, { estate }: World): Access {
  return estate
    .grantsOn(roleArn)
    .filter((grant) => grant.identity === identity && grant.rule.kind !== "settings")
    .reduce<Access>((best, { use }) => better(best, use), "none");
}

function roleOf(arn: string, world: World): AccessChange["role"] {
  const role = world.estate.role(arn);
  if (role === undefined) return { arn };
  const { name, accountName, environment } = describeRole(role, world).facts;
  return { arn, name, accountName, ...(environment !== undefined && { environment }) };
}

function better(one: Access, other: Access): Access {
  return RANK[one] >= RANK[other] ? one : other;
}

function byIdentityAndRole(a: AccessChange, b: AccessChange): number {
  const [left, right] = [a, b].map(({ identity, role }) => `${identity}\n${role.arn}`);
  return (left ?? "") < (right ?? "") ? -1 : 1;
}
