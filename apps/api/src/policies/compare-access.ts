import { formatRoleArn, parseArn } from "@gatehouse/core/arn";
import type { AccessLevel } from "@gatehouse/core/policy/catalogue/service";
import { comparePrincipals, type Verdict } from "@gatehouse/core/policy/estate/compare";
import type { Difference } from "@gatehouse/core/policy/estate/difference";
import { createEstate, type EstatePrincipal } from "@gatehouse/core/policy/estate/estate";
import { sayAccess } from "@gatehouse/core/policy/estate/say-difference";
import { LEVELS_BY_WEIGHT } from "@gatehouse/core/policy/estate/weight";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertAffordable } from "./budget.ts";
import { parseNamed, PolicyText } from "./policy-text.ts";
import { type Asker, readRole } from "./read-role.ts";
import { type RoleFacts, roleFacts } from "./role-facts.ts";
import { managedDocument } from "./role-policies.ts";

const Side = z.union([z.object({ role: z.string().min(1).max(2_048) }), z.object({ policy: PolicyText })]);
export const CompareAccess = z.object({
  first: Side,
  second: Side,
  /** The level of which all differences are wanted, and not the weightiest alone. */
  whole: z.enum(LEVELS_BY_WEIGHT).exactOptional(),
});

const MOST_OF_LEVEL = 40;
/** So many differences are an answer of half a megabyte. */
const MOST_OF_WHOLE = 1_000;
/** Nobody reads more patterns or statements of one difference. */
const MOST_OF_DIFFERENCE = 40;

/** Access that one side has and the other has not, in words and as data; resources are the first of so many. */
export type ComparedAccess = Pick<Difference, "level" | "actions" | "resources" | "conditional" | "otherHas"> & {
  words: string;
  resourceCount: number;
  because: { name: string; statement: number; sid?: string }[];
};

/** How many differences of a level there are on each side, of which the answer holds the weightiest. */
export type LevelTotal = { level: AccessLevel; first: number; second: number };

export type ComparedSides = {
  /** Never "same" where a policy of either was not read. */
  verdict: Verdict;
  /** False where what was not read could make a difference. */
  isRead: boolean;
  onlyFirst: ComparedAccess[];
  onlySecond: ComparedAccess[];
  totals: LevelTotal[];
  more: number;
  /** The roles of the estate among the two, each with as of when its policies are known. */
  roles: RoleFacts[];
  /** What was not read of either, each a sentence; and what every such answer assumes. */
  lacking: readonly string[];
  assumed: readonly string[];
};

/** Answers what each of two roles, or of two policies, can do by its own policies and the other cannot. */
export async function compareAccess(
  app: App,
  asker: Asker,
  { first, second, whole }: z.infer<typeof CompareAccess>,
): Promise<ComparedSides> {
  const catalogue = await readCatalogue();
  assertAffordable(
    catalogue,
    [first, second].flatMap((side) => ("policy" in side ? [side.policy] : [])),
  );
  const [one, other] = await Promise.all([
    "role" in first ? readRole(app, asker, first.role) : pasted(app, first.policy, { name: "first", beside: second }),
    "role" in second
      ? readRole(app, asker, second.role)
      : pasted(app, second.policy, { name: "second", beside: first }),
  ]);
  const estate = createEstate({
    catalogue,
    principals: one.arn === other.arn ? [one] : [one, other],
    managedPolicies: await managedOf([one, other]),
    accounts: [...app.estate.accounts().values()],
    // Two pasted policies are of no account, so that nothing else binds them.
    organization: "role" in first || "role" in second ? undefined : null,
  });
  const { onlyFirst, onlySecond, ...answer } = comparePrincipals(estate, { first: one.arn, second: other.arn });
  const shown = { onlyFirst: weightiest(onlyFirst, whole), onlySecond: weightiest(onlySecond, whole) };
  return {
    ...shown,
    verdict: answer.verdict,
    isRead: answer.isRead,
    totals: totalsOf(onlyFirst, onlySecond),
    more: onlyFirst.length + onlySecond.length - shown.onlyFirst.length - shown.onlySecond.length,
    roles: factsOf(app, [
      { side: first, of: one },
      { side: second, of: other },
    ]),
    lacking: answer.lacking,
    assumed: answer.assumed,
  };
}

type Compared = { side: z.infer<typeof Side>; of: EstatePrincipal };

/** Facts of each role once, also where it is compared with itself. */
function factsOf(app: App, sides: readonly Compared[]): RoleFacts[] {
  const roles = sides.flatMap(({ side, of }) => ("role" in side ? [[of.arn, roleFacts(app, of)] as const] : []));
  return [...new Map(roles).values()];
}

function totalsOf(first: readonly Difference[], second: readonly Difference[]): LevelTotal[] {
  const count = (of: readonly Difference[], level: AccessLevel): number =>
    of.filter((one) => one.level === level).length;
  return LEVELS_BY_WEIGHT.map((level) => ({ level, first: count(first, level), second: count(second, level) }));
}

/** As many of each level as one reads, and all of the one that is wanted whole; the weightiest level and service first. */
function weightiest(differences: readonly Difference[], whole: AccessLevel | undefined): ComparedAccess[] {
  return LEVELS_BY_WEIGHT.flatMap((wanted) =>
    differences
      .filter(({ level }) => level === wanted)
      .slice(0, wanted === whole ? MOST_OF_WHOLE : MOST_OF_LEVEL)
      .map(toCompared),
  );
}

function toCompared(difference: Difference): ComparedAccess {
  const { level, actions, resources, conditional, otherHas, because } = difference;
  return {
    words: sayAccess(difference),
    level,
    actions,
    resources: resources.slice(0, MOST_OF_DIFFERENCE),
    resourceCount: resources.length,
    conditional,
    otherHas,
    because: because
      .slice(0, MOST_OF_DIFFERENCE)
      .map(({ name, statement, sid }) => ({ name, statement, ...(sid === undefined ? {} : { sid }) })),
  };
}

type Pasted = { name: string; beside: z.infer<typeof Side> };

/** A pasted policy is compared as the only policy of a role without a boundary, in the account of the role beside it. */
function pasted(app: App, text: string, { name, beside }: Pasted): EstatePrincipal {
  parseNamed({ name: `${name} policy`, text });
  const accountId = ("role" in beside ? parseArn(beside.role)?.accountId : undefined) ?? "000000000000";
  const path = "/pasted/";
  const arn = formatRoleArn({ partition: app.config.hubs[0]?.partition ?? "aws", accountId, path, name });
  const inlinePolicies = [{ name: `the ${name} policy`, document: text }];
  return { arn, accountId, name, path, inlinePolicies, attachedPolicies: [] };
}

/** The documents of AWS's own policies among those that are attached or bound; no others are kept. */
async function managedOf(principals: readonly EstatePrincipal[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const { attachedPolicies = [], permissionsBoundary } of principals) {
    for (const arn of [...attachedPolicies.map((policy) => policy.arn), permissionsBoundary]) {
      const document = arn && (await managedDocument(arn));
      if (arn && document) known.set(arn, document);
    }
  }
  return known;
}
