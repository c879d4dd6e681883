import { Spot } from "@gatehouse/core/policy/assist/place";
import { command, router } from "../trpc.ts";
import { CompareAccess, compareAccess } from "./compare-access.ts";
import { completePolicy } from "./complete-policy.ts";
import { describeWord } from "./describe-word.ts";
import { EvaluateAccess, evaluateAccess } from "./evaluate-access.ts";
import { ExplainDenials, explainDenials } from "./explain-denials.ts";
import { ExpandActions, expandActions } from "./expand-actions.ts";
import { FormatPolicy, formatPolicy } from "./format-policy.ts";
import { LintPolicy, lintPolicy } from "./lint-policy.ts";
import { SearchRoles, searchRoles } from "./search-roles.ts";

/** Nothing here changes anything; what takes a whole policy is a mutation because an address has no room for one. */
export const policiesRouter = router({
  lint: command("check-policies")
    .input(LintPolicy)
    .mutation(({ ctx, input }) => lintPolicy(ctx.app, ctx.actor, input)),
  format: command("check-policies")
    .input(FormatPolicy)
    .mutation(({ ctx, input }) => formatPolicy(ctx.app, ctx.actor, input)),
  expand: command("check-policies")
    .input(ExpandActions)
    .mutation(({ ctx, input }) => expandActions(ctx.app, ctx.actor, input)),
  complete: command("check-policies")
    .input(Spot)
    .mutation(({ ctx, input }) => completePolicy(ctx.app, ctx.actor, input)),
  describe: command("check-policies")
    .input(Spot)
    .mutation(({ ctx, input }) => describeWord(ctx.app, ctx.actor, input)),
  roles: command("evaluate-access")
    .input(SearchRoles)
    .query(({ ctx, input }) => searchRoles(ctx.app, ctx.actor, input)),
  evaluate: command("evaluate-access")
    .input(EvaluateAccess)
    .mutation(({ ctx, input }) => evaluateAccess(ctx.app, ctx, input)),
  compare: command("evaluate-access")
    .input(CompareAccess)
    .mutation(({ ctx, input }) => compareAccess(ctx.app, ctx, input)),
  explain: command("evaluate-access")
    .input(ExplainDenials)
    .mutation(({ ctx, input }) => explainDenials(ctx.app, ctx.actor, input)),
});
