import type { Person } from "@gatehouse/core/actor";
import { expandActions as expand } from "@gatehouse/core/policy/catalogue/expand";
import type { AccessLevel } from "@gatehouse/core/policy/catalogue/service";
import { suggestActions } from "@gatehouse/core/policy/catalogue/suggest";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { assertActions } from "./budget.ts";

export const ExpandActions = z.object({
  patterns: z.array(z.string().max(200)).min(1).max(200),
  element: z.enum(["Action", "NotAction"]).default("Action"),
});

const MOST = 1_000;

/** A pattern that covers no action of AWS, and the actions that may be meant. */
export type EmptyPattern = { pattern: string; meant: string[] };

export type ExpandedActions = { actions: { id: string; level: AccessLevel }[]; total: number; empty: EmptyPattern[] };

/** Answers the actions that patterns cover, the first thousand of them, with their access levels; and which patterns cover none. */
export async function expandActions(
  _app: App,
  _actor: Person,
  { patterns, element }: z.infer<typeof ExpandActions>,
): Promise<ExpandedActions> {
  const catalogue = await readCatalogue();
  assertActions(catalogue, patterns);
  const covered = expand(catalogue, { element, patterns });
  const empty = patterns.filter(
    (pattern) => expand(catalogue, { element: "Action", patterns: [pattern] }).length === 0,
  );
  return {
    actions: covered.slice(0, MOST).map(({ id, level }) => ({ id, level })),
    total: covered.length,
    empty: empty.map((pattern) => ({ pattern, meant: /[*?]/.test(pattern) ? [] : suggestActions(catalogue, pattern) })),
  };
}
