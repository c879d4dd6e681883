import { summarizeAccess } from "@gatehouse/core/access/access-summary";
import { explainRole as explain } from "@gatehouse/core/access/explain-role";
import type { AccessSummary, RoleExplanation } from "@gatehouse/core/access/explanation";
import type { Person } from "@gatehouse/core/actor";
import { memberBy } from "@gatehouse/core/authorize";
import { z } from "zod";
import type { App } from "../app.ts";
import { turnOf } from "../estate/turn-of.ts";
import { onceFilled } from "./once-filled.ts";
import { worldOf } from "./world.ts";

export const ExplainRole = z.object({ query: z.string().max(300) });

/** Answers why this person can or cannot see the roles that the question matches, naming the rule. */
export async function explainRole(
  app: App,
  actor: Person,
  input: z.infer<typeof ExplainRole>,
): Promise<{ matches: RoleExplanation[]; summary: AccessSummary }> {
  await onceFilled(app);
  await turnOf(app.estate);
  const world = worldOf(app);
  const namesPeople = memberBy(actor, "can_admin", app.settings.authority()) !== undefined;
  const rules = { tags: app.config.tags, settings: app.settings.current() };
  return {
    matches: explain(actor, input.query, { ...world, namesPeople }),
    summary: summarizeAccess(actor, world, rules),
  };
}
