import { z } from "zod";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Policies } from "../evaluate.ts";
import type { Denial } from "./denial.ts";
import { type DenialExplanation, explainDenial } from "./explain-denial.ts";
import { readDenials } from "./read-denials.ts";

/** What a person pastes: an error message, CloudTrail's JSON, or a decoded authorization message. */
export const DeniedText = z.string().min(1).max(500_000);

/** The denials that a text tells of, each explained, and how many of its CloudTrail events are none. */
export type ExplainedDenials = {
  denials: readonly (Denial & { explanation: DenialExplanation })[];
  otherEvents: number;
};

/** Reads and explains whatever denials a text tells of; policiesOf gives the policies that are known to bear on one. */
export function explainDenials(
  text: string,
  catalogue: Catalogue,
  policiesOf?: (denial: Denial) => Policies | undefined,
): ExplainedDenials {
  const { denials, otherEvents } = readDenials(text, catalogue);
  const explained = denials.map((denial) => ({
    ...denial,
    explanation: explainDenial({ denial, policies: policiesOf?.(denial) }, catalogue),
  }));
  return { denials: explained, otherEvents };
}
