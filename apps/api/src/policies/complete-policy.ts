import type { Person } from "@gatehouse/core/actor";
import { complete, type Completion } from "@gatehouse/core/policy/assist/complete";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertActions } from "./budget.ts";
import { namesFor } from "./names.ts";

/** Answers what can be written at a place of a policy, best first, at most sixty; it names no role and account that this person may not see. */
export async function completePolicy(app: App, actor: Person, spot: Spot): Promise<Completion> {
  const catalogue = await readCatalogue();
  assertActions(catalogue, spot.actions ?? []);
  return complete({ spot, catalogue, names: await namesFor(app, actor) });
}
