import { wildcard } from "../wildcard.ts";
import type { Estate } from "./estate.ts";
import type { Held } from "./held.ts";
import type { Reaching } from "./reaching.ts";
import { widened } from "../variable-pieces.ts";

/**
 * Answers the roles that a principal could assume: all of its account, and those of other accounts that its policies let it
 * assume, by whatever pattern, and that name it, its account or everybody.
 */
export function rolesNear(estate: Estate, { held, patternsOf }: Reaching): Held[] {
  const { arn, accountId } = held.principal;
  const own = estate.index(accountId).held.filter((one) => one !== held && one.principal.arn.includes(":role/"));
  const patterns = [...new Set(patternsOf("sts:AssumeRole").map(widened))];
  const isFar = patterns.map((pattern) => wildcard(pattern));
  const far = accountsOf(estate, patterns)
    .filter((account) => account !== accountId)
    .flatMap((account) => [arn, accountId, "*"].flatMap((name) => estate.index(account).trusting(name)))
    .filter(({ principal }) => isFar.some((matches) => matches(principal.arn)));
  return [...new Set([...own, ...far])];
}

/** The accounts that patterns of ARNs can speak of; a pattern that is no whole ARN can speak of all. */
function accountsOf({ accountIds }: Estate, patterns: readonly string[]): readonly string[] {
  const accounts = patterns.map((pattern) => {
    const parts = pattern.split(":");
    return parts.length < 6 ? "*" : (parts[4] ?? "*");
  });
  const named = new Set(accounts);
  const open = accounts.filter((account) => /[*?]/.test(account)).map((account) => wildcard(account));
  return accountIds.filter((account) => named.has(account) || open.some((matches) => matches(account)));
}
