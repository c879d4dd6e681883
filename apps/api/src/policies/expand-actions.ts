import type { Person } from "@gatehouse/core/actor";
import { expandActions as expand } from "@gatehouse/core/policy/catalogue/expand";
import type { AccessLevel } from "@gatehouse/core/policy/catalogue/service";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertActions } from "./budget.ts";

export const ExpandActions = z.object({
  patterns: z.array(z.string().max(200)).min(1).max(200),
  element: z.enum(["Action", "NotAction"]).default("Action"),
});

const MOST = 1_000;

export type ExpandedActions = { actions: { id: string; level: AccessLevel }[]; total: number };

/** Answers the actions that patterns cover, the first thousand of them, with their access levels. */
export async function expandActions(
  _app: App,
  _actor: Person,
  { patterns, element }: z.infer<typeof ExpandActions>,
): Promise<ExpandedActions> {
  const catalogue = await readCatalogue();
  assertActions(catalogue, patterns);
  const covered = expand(catalogue, { element, patterns });
  return { actions: covered.slice(0, MOST).map(({ id, level }) => ({ id, level })), total: covered.length };
}
