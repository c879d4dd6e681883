import type { Person } from "@gatehouse/core/actor";
import { traitsOf } from "@gatehouse/core/policy/document-kind";
import { type FirstFindings, lintFirst } from "@gatehouse/core/policy/lint/lint";
import { type HeadRoom, headRoom } from "@gatehouse/core/policy/size";
import type { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertAffordable } from "./budget.ts";
import { PolicyText } from "./policy-text.ts";
import { Placed, surroundingsOf } from "./surroundings.ts";

export const LintPolicy = Placed.extend({ text: PolicyText });

/** So many findings are all that anyone reads at once. */
const MOST = 200;

export type LintedPolicy = FirstFindings & { room: HeadRoom & { of: string; see: string } };

/** Answers what is to be said of a policy, by place, and how much of AWS's limit it leaves. */
export async function lintPolicy(
  app: App,
  actor: Person,
  { text, ...placed }: z.infer<typeof LintPolicy>,
): Promise<LintedPolicy> {
  const catalogue = await readCatalogue();
  const { kind, siblings = [] } = placed;
  assertAffordable(catalogue, [text, ...siblings]);
  const surroundings = await surroundingsOf(app, actor, placed);
  const first = lintFirst(text, { kind, catalogue, surroundings }, MOST);
  const { name, limit } = traitsOf(kind);
  const room = { ...headRoom([text, ...siblings], kind), of: name, see: limit.see };
  return { ...first, room };
}
