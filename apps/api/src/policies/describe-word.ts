import type { Person } from "@gatehouse/core/actor";
import { describe, type Description } from "@gatehouse/core/policy/assist/describe";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { namesFor } from "./names.ts";

/** Answers what is known of a word of a policy; null where that is nothing. A role or account that this person may not see is told of as one that is not there. */
export async function describeWord(app: App, actor: Person, spot: Spot): Promise<Description | null> {
  return describe({ spot, catalogue: await readCatalogue(), names: await namesFor(app, actor) }) ?? null;
}
