import type { PolicyType } from "../document-kind.ts";
import type { Edit, ProblemId, StatementTree } from "../grammar/tree.ts";
import type { Span } from "../json/node.ts";
import type { Need } from "./needs.ts";
import type { Subject } from "./subject.ts";

/**
 * An error is what AWS refuses, or what locks out; a warning is access or lack of access that is hardly meant; a
 * suggestion makes a policy clearer without changing what it does.
 */
export const SEVERITIES = ["error", "warning", "suggestion"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Notes a finding at a place, with the edits that would mend it where that is certain. */
export type Tell = (at: Span, message: string, edits?: readonly Edit[]) => void;

/** One thing that lint looks for; a rule of the grammar has no check, for the reader notes its problem. */
export type Rule = {
  id: string;
  severity: Severity;
  /** Why it matters, in one or two sentences. */
  explains: string;
  /** AWS's documentation of it. */
  see: string;
  /** The types of policy that it looks at; all where it is left out. */
  on?: readonly PolicyType[];
  problem?: ProblemId;
  /** What a statement must have for its check to be worth calling. */
  needs?: Need;
  policy?(subject: Subject, tell: Tell): void;
  statement?(statement: StatementTree, subject: Subject, tell: Tell): void;
};

const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

/** A page of the IAM user guide. */
export const guide = (page: string): string => `${GUIDE}/${page}`;

/** A check of AWS's own validation, by its anchor. */
export const check = (anchor: string): string => `${GUIDE}/access-analyzer-reference-policy-checks.html#${anchor}`;
