import type { Person } from "@gatehouse/core/actor";
import type { PolicyKind } from "@gatehouse/core/policy/decision";
import { explainDenial, type LayerToChange } from "@gatehouse/core/policy/denial/explain-denial";
import { readDenials } from "@gatehouse/core/policy/denial/read-denials";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";

/** Room for a page of CloudTrail's events. */
const MOST_TEXT = 400_000;
const MOST = 50;

export const ExplainDenials = z.object({
  text: z.string().max(MOST_TEXT, "this is longer than a page of CloudTrail events: paste fewer of them"),
});

/** One denial: what was asked, why it was refused, who must change what, and the statements that would allow it. */
export type ExplainedDenial = {
  principal?: string;
  /** The role that asked, where the estate has it. */
  role?: string;
  action?: string;
  resource?: string;
  because: string;
  change: readonly LayerToChange[];
  add: { policy: PolicyKind; document: string; exact: boolean }[];
  /** What the reader must know besides, and what the text does not say. */
  notes: string[];
};

/** Explains the denials that a pasted text tells of: AWS's sentence in any wrapping, CloudTrail's events, or a decoded message. */
export async function explainDenials(
  app: App,
  _actor: Person,
  { text }: z.infer<typeof ExplainDenials>,
): Promise<{ denials: ExplainedDenial[]; more: number; otherEvents: number }> {
  const catalogue = await readCatalogue();
  const { denials, otherEvents } = readDenials(text, catalogue);
  const explained = denials.slice(0, MOST).map((denial): ExplainedDenial => {
    const { because, change, add } = explainDenial({ denial }, catalogue);
    const { principal, action, resource, shown, notes, unknown } = denial;
    const role = principal?.roleArn === undefined ? undefined : app.estate.role(principal.roleArn)?.arn;
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
