import { readPolicy } from "../grammar/read-policy.ts";
import type { Edit, PolicyTree } from "../grammar/tree.ts";
import type { Span } from "../json/node.ts";
import { pathAt, type Position, positionAt } from "../json/position.ts";
import { memoise } from "../memoise.ts";
import { statementsHaving } from "./needs.ts";
import type { Rule, Severity } from "./rule.ts";
import { RULES } from "./rules.ts";
import { type LintSettings, subjectOf } from "./subject.ts";

/** Where a finding stands: from the first character to the one after its last, and its path in the policy. */
export type Place = Span & { from: Position; to: Position; path: string };

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

/** The rules that look at policies of a type. */
const rulesFor = memoise(POLICY_TYPES, (type) => RULES.filter(({ on }) => on?.some((one) => one === type) !== false));

/** Answers all that is to be said of a policy, in the order of its text; it never throws. */
export function lintPolicy(text: string, settings: LintSettings): Finding[] {
  const { tree, problems } = readPolicy(text);
  const findings: Finding[] = problems.flatMap(({ id, message, edits, ...span }) => {
    const rule = OF_PROBLEM.get(id);
    return rule === undefined ? [] : findingOf(tree, rule, { span, message, edits });
  });
  // A text that is no JSON was read by guesses: what it means is not worth judging.
  if (problems.some(({ id }) => id.startsWith("json-"))) return findings;
  const subject = subjectOf(tree, settings);
  const having = statementsHaving(subject);
  for (const rule of rulesFor(subject.traits.type)) {
    const { needs } = rule;
    const statements = needs === undefined ? tree.statements : having(needs);
    if (statements.length === 0 && rule.policy === undefined) continue;
    const tell = (span: Span, message: string, edits?: readonly Edit[]): void => {
      findings.push(findingOf(tree, rule, { span, message, edits }));
    };
    rule.policy?.(subject, tell);
    if (rule.statement === undefined) continue;
    for (const statement of statements) rule.statement(statement, subject, tell);
  }
  return findings.sort((one, other) => one.at.start - other.at.start);
}

type Told = { span: Span; message: string; edits: readonly Edit[] | undefined };

function findingOf({ text, root }: PolicyTree, rule: Rule, { span, message, edits }: Told): Finding {
  const { start, end } = span;
  const place = { start, end, from: positionAt(text, start), to: positionAt(text, end), path: pathAt(root, span) };
  const { id, severity, explains, see } = rule;
  return { rule: id, severity, message, explains, see, at: place, ...(edits === undefined ? {} : { fix: edits }) };
}
