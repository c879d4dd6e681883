import { Spot } from "@gatehouse/core/policy/assist/place";
import type { Command } from "@gatehouse/core/commands";
import type { Limit } from "../auth/attempts.ts";
import { limitCalls } from "../auth/limit-calls.ts";
import { turnOf } from "../estate/turn-of.ts";
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

/** An editor asks while somebody types: to check after each pause, and to complete after each letter. */
const CHECK: Limit = { name: "check-policies", most: 400, windowMilliseconds: 60_000 };
const EVALUATE: Limit = { name: "evaluate-access", most: 120, windowMilliseconds: 60_000 };

/** A procedure that computes: so often for one person and their tokens, and others are answered before it. */
function limited(name: Command, limit: Limit) {
  return command(name).use(async ({ ctx, next }) => {
    await limitCalls(ctx.app, { actor: ctx.actor, from: ctx.from, command: name }, limit);
    await turnOf(ctx.app.estate);
    return next();
  });
}

const checking = limited("check-policies", CHECK);
const asking = limited("evaluate-access", EVALUATE);

/** Nothing here changes anything; what takes a whole policy is a mutation because an address has no room for one. */
export const policiesRouter = router({
  lint: checking.input(LintPolicy).mutation(({ ctx, input }) => lintPolicy(ctx.app, ctx.actor, input)),
  format: checking.input(FormatPolicy).mutation(({ ctx, input }) => formatPolicy(ctx.app, ctx.actor, input)),
  expand: checking.input(ExpandActions).mutation(({ ctx, input }) => expandActions(ctx.app, ctx.actor, input)),
  complete: checking.input(Spot).mutation(({ ctx, input }) => completePolicy(ctx.app, ctx.actor, input)),
  describe: checking.input(Spot).mutation(({ ctx, input }) => describeWord(ctx.app, ctx.actor, input)),
  roles: asking.input(SearchRoles).query(({ ctx, input }) => searchRoles(ctx.app, ctx.actor, input)),
  evaluate: asking.input(EvaluateAccess).mutation(({ ctx, input }) => evaluateAccess(ctx.app, ctx, input)),
  compare: asking.input(CompareAccess).mutation(({ ctx, input }) => compareAccess(ctx.app, ctx, input)),
  explain: asking.input(ExplainDenials).mutation(({ ctx, input }) => explainDenials(ctx.app, ctx, input)),
});
