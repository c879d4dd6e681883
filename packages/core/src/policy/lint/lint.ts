import { readPolicy } from "../grammar/read-policy.ts";
import type { Edit } from "../grammar/tree.ts";
import type { Span } from "../json/node.ts";
import { type Position, positionsIn } from "../json/position.ts";
import { memoise } from "../memoise.ts";
import { has } from "./needs.ts";
import type { Rule, Severity, Tell } from "./rule.ts";
import { RULES } from "./rules.ts";
import { type LintSettings, type Subject, subjectOf } from "./subject.ts";

/** Where a finding stands: from the first character to the one after its last. */
export type Place = Span & { from: Position; to: Position };

/** One thing that a policy should be changed for. */
export type Finding = {
  rule: string;
  severity: Severity;
  message: string;
  explains: string;
  see: string;
  at: Place;
  /** Edits that mend it, where that is certain; they do not overlap. */
  fix?: readonly Edit[];
};

const OF_PROBLEM: ReadonlyMap<string, Rule> = new Map(
  RULES.flatMap((rule) => (rule.problem === undefined ? [] : [[rule.problem, rule]])),
);

/** How many types of policies there are. */
const POLICY_TYPES = 7;

/** The rules that look at policies of a type: those of whole policies, and those of statements by what they need. */
const rulesFor = memoise(POLICY_TYPES, (type) => {
  const rules = RULES.filter(({ on }) => on?.some((one) => one === type) !== false);
  const ofStatements = Map.groupBy(
    rules.filter(({ statement }) => statement !== undefined),
    ({ needs }) => needs,
  );
  return { ofPolicies: rules.filter(({ policy }) => policy !== undefined), ofStatements: [...ofStatements] };
});

/** The first findings of a policy, and how many follow them. */
export type FirstFindings = { findings: Finding[]; more: number };

/** Answers all that is to be said of a policy, in the order of its text; it never throws. */
export function lintPolicy(text: string, settings: LintSettings): Finding[] {
  return lintFirst(text, settings, Infinity).findings;
}

/** Answers the first that is to be said of a policy, of which alone the places are worked out; it never throws. */
export function lintFirst(text: string, settings: LintSettings, most: number): FirstFindings {
  const { tree, problems } = readPolicy(text);
  const told = problems.flatMap(({ id, message, edits, ...span }): Told[] => {
    const rule = OF_PROBLEM.get(id);
    return rule === undefined ? [] : [{ rule, span, message, edits }];
  });
  // A text that is no JSON was read by guesses: what it means is not worth judging.
  if (!problems.some(({ id }) => id.startsWith("json-"))) told.push(...judge(subjectOf(tree, settings)));
  const positionAt = positionsIn(text);
  const first = told.sort((one, other) => one.span.start - other.span.start).slice(0, most);
  return { findings: first.map((one) => findingOf(one, positionAt)), more: told.length - first.length };
}

type Told = { rule: Rule; span: Span; message: string; edits: readonly Edit[] | undefined };

const ORDER: ReadonlyMap<Rule, number> = new Map(RULES.map((rule, index) => [rule, index]));

/** What all rules tell of a policy, in the order of the rules. */
function judge(subject: Subject): Told[] {
  const told: Told[] = [];
  const { ofPolicies, ofStatements } = rulesFor(subject.traits.type);
  const { statements } = subject.tree;
  let asked: Rule | undefined;
  // One for all rules: a policy would need a hundred of them, most of which are never called.
  const tell: Tell = (span, message, edits) => {
    if (asked !== undefined) told.push({ rule: asked, span, message, edits });
  };
  for (asked of ofPolicies) asked.policy?.(subject, tell);
  for (const [need, rules] of ofStatements)
    for (const statement of statements)
      if (has(need, statement, subject)) for (asked of rules) asked.statement?.(statement, subject, tell);
  return told.sort((one, other) => (ORDER.get(one.rule) ?? 0) - (ORDER.get(other.rule) ?? 0));
}

function findingOf({ rule, span, message, edits }: Told, positionAt: (offset: number) => Position): Finding {
  const { start, end } = span;
  const place = { start, end, from: positionAt(start), to: positionAt(end) };
  const { id, severity, explains, see } = rule;
  return { rule: id, severity, message, explains, see, at: place, ...(edits === undefined ? {} : { fix: edits }) };
}
