import type { Person } from "@gatehouse/core/actor";
import { parseRoleArn } from "@gatehouse/core/arn";
import type { PolicyKind } from "@gatehouse/core/policy/decision";
import { explainDenial, type LayerToChange } from "@gatehouse/core/policy/denial/explain-denial";
import { readDenials } from "@gatehouse/core/policy/denial/read-denials";
import type { Principal } from "@gatehouse/core/policy/request";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { type RolesInView, rolesInView } from "./roles-in-view.ts";

/** Room for a page of CloudTrail's events. */
const MOST_TEXT = 400_000;
const MOST = 50;

export const ExplainDenials = z.object({
  text: z.string().max(MOST_TEXT, "this is longer than a page of CloudTrail events: paste fewer of them"),
});

/** One denial: what was asked, why it was refused, who must change what, and the statements that would allow it. */
export type ExplainedDenial = {
  principal?: string;
  /** The role that asked, where the asker may see it. */
  role?: string;
  action?: string;
  resource?: string;
  because: string;
  change: readonly LayerToChange[];
  add: { policy: PolicyKind; document: string; exact: boolean }[];
  /** What the reader must know besides, and what the text does not say. */
  notes: string[];
};

/** The role behind a session as far as the asker may see it: a session's ARN does not tell the role's path, but names are unique in an account. */
function seenRole({ estate }: App, view: RolesInView, principal: Principal | undefined): string | undefined {
  const named = principal?.roleArn === undefined ? undefined : parseRoleArn(principal.roleArn);
  const role = named && estate.rolesOf(named.accountId).find(({ name }) => name === named.name);
  return role && view.has(role.arn) ? role.arn : undefined;
}

/** Explains the denials that a pasted text tells of: AWS's sentence in any wrapping, CloudTrail's events, or a decoded message. */
export async function explainDenials(
  app: App,
  actor: Person,
  { text }: z.infer<typeof ExplainDenials>,
): Promise<{ denials: ExplainedDenial[]; more: number; otherEvents: number }> {
  const catalogue = await readCatalogue();
  const view = await rolesInView(app, actor);
  const { denials, otherEvents } = readDenials(text, catalogue);
  const explained = denials.slice(0, MOST).map((denial): ExplainedDenial => {
    const { because, change, add } = explainDenial({ denial }, catalogue);
    const { principal, action, resource, shown, notes, unknown } = denial;
    const role = seenRole(app, view, principal);
    const on = resource ?? shown;
    return {
      ...(principal === undefined ? {} : { principal: principal.arn }),
      ...(role === undefined ? {} : { role }),
      ...(action === undefined ? {} : { action }),
      ...(on === undefined ? {} : { resource: on }),
      because,
      change,
      add: add.map(({ policy, statement, exact }) => ({
        policy,
        document: JSON.stringify(statement, undefined, 2),
        exact,
      })),
      notes: [...notes, ...unknown],
    };
  });
  return { denials: explained, more: Math.max(0, denials.length - MOST), otherEvents };
}
