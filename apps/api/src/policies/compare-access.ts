import { formatRoleArn } from "@gatehouse/core/arn";
import type { AccessLevel } from "@gatehouse/core/policy/catalogue/service";
import { comparePrincipals } from "@gatehouse/core/policy/estate/compare";
import type { Difference } from "@gatehouse/core/policy/estate/difference";
import { createEstate, type EstatePrincipal } from "@gatehouse/core/policy/estate/estate";
import { sayAccess } from "@gatehouse/core/policy/estate/say-difference";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertAffordable } from "./budget.ts";
import { parseNamed, PolicyText } from "./policy-text.ts";
import { type Asker, readRole } from "./read-role.ts";
import { managedDocument } from "./role-policies.ts";

const Side = z.union([z.object({ role: z.string().min(1).max(2_048) }), z.object({ policy: PolicyText })]);
export const CompareAccess = z.object({ first: Side, second: Side });

const MOST_OF_LEVEL = 40;

/** From deciding who may down to looking. */
const WEIGHTIEST: readonly AccessLevel[] = ["Permissions management", "Write", "Tagging", "Read", "List"];

/** Access that one side has and the other has not, in words and as data. */
export type ComparedAccess = Pick<Difference, "level" | "actions" | "resources" | "conditional"> & {
  words: string;
  because: { name: string; statement: number; sid?: string }[];
};

export type ComparedSides = {
  onlyFirst: ComparedAccess[];
  onlySecond: ComparedAccess[];
  more: number;
  /** What was not read of either, each a sentence; and what every such answer assumes. */
  lacking: readonly string[];
  assumed: readonly string[];
};

/** Answers what each of two roles, or of two policies, can do by its own policies and the other cannot. */
export async function compareAccess(
  app: App,
  asker: Asker,
  { first, second }: z.infer<typeof CompareAccess>,
): Promise<ComparedSides> {
  const catalogue = await readCatalogue();
  assertAffordable(
    catalogue,
    [first, second].flatMap((side) => ("policy" in side ? [side.policy] : [])),
  );
  const [one, other] = await Promise.all([
    "role" in first ? readRole(app, asker, first.role) : pasted(app, first.policy, "first"),
    "role" in second ? readRole(app, asker, second.role) : pasted(app, second.policy, "second"),
  ]);
  const estate = createEstate({
    catalogue,
    principals: one.arn === other.arn ? [one] : [one, other],
    managedPolicies: await managedOf([one, other]),
    accounts: [...app.estate.accounts().values()],
  });
  const { onlyFirst, onlySecond, lacking, assumed } = comparePrincipals(estate, { first: one.arn, second: other.arn });
  const shown = { onlyFirst: weightiest(onlyFirst), onlySecond: weightiest(onlySecond) };
  return {
    ...shown,
    more: onlyFirst.length + onlySecond.length - shown.onlyFirst.length - shown.onlySecond.length,
    lacking,
    assumed,
  };
}

/** As many of each level as one reads, the weightiest level first. */
function weightiest(differences: readonly Difference[]): ComparedAccess[] {
  return WEIGHTIEST.flatMap((wanted) =>
    differences
      .filter(({ level }) => level === wanted)
      .slice(0, MOST_OF_LEVEL)
      .map(toCompared),
  );
}

function toCompared(difference: Difference): ComparedAccess {
  const { level, actions, resources, conditional, because } = difference;
  return {
    words: sayAccess(difference),
    level,
    actions,
    resources,
    conditional,
    because: because.map(({ name, statement, sid }) => ({ name, statement, ...(sid === undefined ? {} : { sid }) })),
  };
}

/** A pasted policy is compared as the only policy of a role without a boundary. */
function pasted(app: App, text: string, name: string): EstatePrincipal {
  parseNamed({ name: `${name} policy`, text });
  const accountId = "000000000000";
  const arn = formatRoleArn({ partition: app.config.hubs[0]?.partition ?? "aws", accountId, path: "/", name });
  const inlinePolicies = [{ name: `the ${name} policy`, document: text }];
  return { arn, accountId, name, path: "/", inlinePolicies, attachedPolicies: [] };
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
