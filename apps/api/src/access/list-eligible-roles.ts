import { summarizeAccess } from "@gatehouse/core/access/access-summary";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { AccessSummary } from "@gatehouse/core/access/explanation";
import type { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import type { App } from "../app.ts";
import { eligibleRolesOf } from "./eligible-roles-of.ts";
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
  const { all, forConsole } = eligibleRolesOf(app, actor);
  const shown = input.includeCliOnly ? all : forConsole;
  const status = app.estate.status();
  return {
    ...shown,
    cliOnlyHidden: all.roles.length - shown.roles.length,
    ...(status.state !== "ready" && { stale: status.sentence }),
    ...(shown.roles.length === 0 && { summary: summarize(app, actor) }),
  };
}

function summarize(app: App, actor: Person): AccessSummary {
  return summarizeAccess(actor, worldOf(app), { tags: app.config.tags, settings: app.settings.current() });
}
