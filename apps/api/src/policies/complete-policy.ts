import type { Person } from "@gatehouse/core/actor";
import { complete, type Completion } from "@gatehouse/core/policy/assist/complete";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { namesOf } from "./names.ts";

/** Answers what can be written at a place of a policy, best first, at most sixty. */
export async function completePolicy(app: App, _actor: Person, spot: Spot): Promise<Completion> {
  return complete({ spot, catalogue: await readCatalogue(), names: namesOf(app) });
}
