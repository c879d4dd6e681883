import { summarizeAccess } from "@gatehouse/core/access/access-summary";
import { eligibleRoles } from "@gatehouse/core/access/eligible-roles";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { AccessSummary } from "@gatehouse/core/access/explanation";
import type { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import type { App } from "../app.ts";
import { worldOf } from "./world.ts";

export const ListEligibleRoles = z.object({ includeCliOnly: z.boolean().default(false) });

export type EligibleRoles = {
  roles: EligibleRole[];
  cliOnlyHidden: number;
  /** All rows were true at this moment or later. */
  asOf?: string;
  /** A sentence for the page while what is shown may be old or incomplete. */
  stale?: string;
  /** What stands behind an empty list. */
  summary?: AccessSummary;
};

/** Answers the roles this person may use, from memory; those for the CLI alone only when asked for. */
export function listEligibleRoles(app: App, actor: Person, input: z.infer<typeof ListEligibleRoles>): EligibleRoles {
  const world = worldOf(app);
  const all = eligibleRoles(actor, world);
  const roles = input.includeCliOnly ? all : all.filter(({ use }) => use !== "cli-only");
  const asOf = oldest(roles);
  const status = app.estate.status();
  const rules = { tags: app.config.tags, settings: app.settings.current() };
  return {
    roles,
    cliOnlyHidden: all.length - roles.length,
    ...(asOf !== undefined && { asOf }),
    ...(status.state !== "ready" && { stale: status.sentence }),
    ...(roles.length === 0 && { summary: summarizeAccess(actor, world, rules) }),
  };
}

function oldest(roles: readonly EligibleRole[]): string | undefined {
  let found: string | undefined;
  for (const { asOf } of roles) {
    if (asOf !== undefined && (found === undefined || asOf < found)) found = asOf;
  }
  return found;
}
