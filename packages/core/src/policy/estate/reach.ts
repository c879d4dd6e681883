import { issuerOf, sharedKeys } from "../facts/shared-providers.ts";
import { narrows } from "../facts/open-values.ts";
import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import type { Who } from "./grants-of.ts";
import { nearer, type Owner, type Reach, reachOfAccount, reachOfCondition } from "./key-reach.ts";

/** Answers how far a statement reaches by one of those whom it names and by the values of its conditions. */
export function reachOf(
  owner: Owner,
  { conditions }: Pick<StatementTree, "conditions">,
  { who, accountId }: { who: Who; accountId: string | undefined },
): Reach {
  const bounded = (start: Reach, ...abouts: Parameters<typeof reachOfCondition>[2]): Reach =>
    conditions.reduce((reach, one) => nearer(reach, reachOfCondition(owner, one, abouts) ?? reach), start);
  if (who.kind === "service") return bounded("service", "source", "context");
  if (who.kind === "provider") return reachOfProvider(who.name, conditions);
  if (who.kind === "everyone" || who.kind === "all-but") return bounded("public", "caller", "source", "way");
  return reachOfAccount(owner, accountId ?? "");
}

/**
 * Whom a provider signs for is outside, as IAM Access Analyzer has it; of a provider that many share, everybody gets in
 * whom no claim keeps out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-concepts.html
 */
function reachOfProvider(name: string, conditions: readonly ConditionTree[]): Reach {
  const issuer = issuerOf(name);
  const telling = (issuer === undefined ? undefined : sharedKeys(issuer))?.telling;
  if (telling === undefined) return "outside";
  return conditions.some((one) => telling.includes(one.lower) && narrows(one) && tellsWhose(one))
    ? "outside"
    : "public";
}

/** A claim names its organization first, mostly behind a word: "repo:acme/shop:*", "organization:acme:project:*"; an audience is whole. */
function tellsWhose({ lower, values }: ConditionTree): boolean {
  const claims = values.map(({ value }) => String(value));
  if (lower.endsWith(":aud")) return claims.every((claim) => !/[*?$]/.test(claim));
  return claims.every((claim) => /^[^:/*?$]+([:/]|$)/.test(claim.replace(/^[a-z_]+:/, "")));
}
