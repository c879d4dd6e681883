import type { Person } from "@gatehouse/core/actor";
import { AccountId } from "@gatehouse/core/arn";
import { traitsOf } from "@gatehouse/core/policy/document-kind";
import { type Finding, lintPolicy as lint } from "@gatehouse/core/policy/lint/lint";
import { type HeadRoom, headRoom } from "@gatehouse/core/policy/size";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertAffordable } from "./budget.ts";
import { Kind, PolicyText } from "./policy-text.ts";

export const LintPolicy = z.object({
  text: PolicyText,
  kind: Kind,
  /** The account that the document is or will be in. */
  accountId: AccountId.exactOptional(),
  /** The other inline policies of the same holder, which share its limit. */
  siblings: z.array(PolicyText).max(8).exactOptional(),
});

/** So many findings are all that anyone reads at once. */
const MOST = 200;

export type LintedPolicy = { findings: Finding[]; more: number; room: HeadRoom & { of: string; see: string } };

/** Answers what is to be said of a policy, by place, and how much of AWS's limit it leaves. */
export async function lintPolicy(
  app: App,
  _actor: Person,
  { text, kind, accountId, siblings }: z.infer<typeof LintPolicy>,
): Promise<LintedPolicy> {
  const catalogue = await readCatalogue();
  assertAffordable(catalogue, [text, ...(siblings ?? [])]);
  const accounts = app.estate.accounts();
  const surroundings = {
    ...(accountId === undefined ? {} : { accountId }),
    ...(accounts.size === 0 ? {} : { accounts: new Set(accounts.keys()) }),
    ...(siblings === undefined ? {} : { siblings }),
  };
  const findings = lint(text, { kind, catalogue, surroundings });
  const { name, limit } = traitsOf(kind);
  const room = { ...headRoom([text, ...(siblings ?? [])], kind), of: name, see: limit.see };
  return { findings: findings.slice(0, MOST), more: Math.max(0, findings.length - MOST), room };
}
