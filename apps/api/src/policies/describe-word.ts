import type { Person } from "@gatehouse/core/actor";
import { describe, type Description } from "@gatehouse/core/policy/assist/describe";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { namesOf } from "./names.ts";

/** Answers what is known of a word of a policy; null where that is nothing. */
export async function describeWord(app: App, _actor: Person, spot: Spot): Promise<Description | null> {
  return describe({ spot, catalogue: await readCatalogue(), names: namesOf(app) }) ?? null;
}
