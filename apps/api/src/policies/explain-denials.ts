import type { PolicyKind } from "@gatehouse/core/policy/decision";
import type { LayerToChange } from "@gatehouse/core/policy/denial/explain-denial";
import { readDenials } from "@gatehouse/core/policy/denial/read-denials";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { explainOne } from "./explain-one.ts";
import type { Asker } from "./read-role.ts";
import type { Reason } from "./reason.ts";
import type { RoleFacts } from "./role-facts.ts";
import { rolesInView } from "./roles-in-view.ts";

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
  /** The statements of the role's own policies that deny, with their text. */
  denying: (Reason & { text: string })[];
  /** The roles of the estate whose policies were asked, each with as of when they are known. */
  roles: RoleFacts[];
  /** What the reader must know besides, and what the text does not say. */
  notes: string[];
};

/** Explains the denials that a pasted text tells of: AWS's sentence in any wrapping, CloudTrail's events, or a decoded message. */
export async function explainDenials(
  app: App,
  asker: Asker,
  { text }: z.infer<typeof ExplainDenials>,
): Promise<{ denials: ExplainedDenial[]; more: number; otherEvents: number }> {
  const { denials, otherEvents } = readDenials(text, await readCatalogue());
  const view = await rolesInView(app, asker.actor);
  const explained: ExplainedDenial[] = [];
  for (const denial of denials.slice(0, MOST)) explained.push(await explainOne(app, asker, { denial, view }));
  return { denials: explained, more: Math.max(0, denials.length - MOST), otherEvents };
}
