import type { Person } from "@gatehouse/core/actor";
import { canonicalPolicy, spellingOf } from "@gatehouse/core/policy/canonical";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertAffordable } from "./budget.ts";
import { PolicyText } from "./policy-text.ts";

export const FormatPolicy = z.object({ text: PolicyText });

/** Answers a policy in its canonical form, as people read it; one that AWS would refuse is a Failure "invalid". */
export async function formatPolicy(
  _app: App,
  _actor: Person,
  { text }: z.infer<typeof FormatPolicy>,
): Promise<{ text: string }> {
  const catalogue = await readCatalogue();
  assertAffordable(catalogue, [text]);
  const canonical: unknown = JSON.parse(canonicalPolicy(text, spellingOf(catalogue)));
  return { text: `${JSON.stringify(canonical, undefined, 2)}\n` };
}
