import type { StatementTree } from "../grammar/tree.ts";
import { replaceText } from "./edits.ts";
import type { PolicyType } from "../document-kind.ts";
import { check, guide, type Rule, type Tell } from "./rule.ts";
import type { Subject } from "./subject.ts";

const VERSION = guide("reference_policies_elements_version.html");
const SID = guide("reference_policies_elements_sid.html");

/** The reader refuses all other control characters; where a character is of two halves, this finds the first. */
const FORBIDDEN = /[^\0-\u00FF]/u;

const IN_IAM: readonly PolicyType[] = ["identity", "session", "trust"];

/** Old and empty forms of the language. */
export const LANGUAGE_RULES: readonly Rule[] = [
  {
    id: "missing-version",
    severity: "warning",
    explains: "Without a Version AWS reads the policy by the language of 2008, which takes variables for plain text.",
    see: check("access-analyzer-reference-policy-checks-general-warning-missing-version"),
    policy({ tree }, tell) {
      if (tree.root?.kind !== "object" || tree.root.members.some(({ key }) => key.value === "Version")) return;
      const at = tree.root.start + 1;
      const comma = tree.root.members.length > 0 ? ", " : "";
      tell({ start: at - 1, end: at }, `This policy has no Version; write "2012-10-17".`, [
        { start: at, end: at, text: `"Version": "2012-10-17"${comma}` },
      ]);
    },
  },
  {
    id: "old-version",
    severity: "warning",
    explains: "The language of 2008 lacks variables and whatever AWS adds; it stays for old policies only.",
    see: VERSION,
    policy({ tree: { version } }, tell) {
      if (version?.value !== "2008-10-17") return;
      tell(version, "This is the language of 2008; new policies use 2012-10-17.", [
        { start: version.start, end: version.end, text: `"2012-10-17"` },
      ]);
    },
  },
  {
    id: "duplicate-sid",
    severity: "error",
    explains: "IAM refuses a policy in which two statements have one Sid.",
    see: SID,
    on: IN_IAM,
    policy: tellRepeatedSids,
  },
  {
    id: "repeated-sid",
    severity: "warning",
    explains: "Two statements with one Sid cannot be told apart; some services refuse them.",
    see: check("access-analyzer-reference-policy-checks-general-warning-unique-sids-recommended"),
    on: ["service-control", "resource-control", "resource", "endpoint"],
    policy: tellRepeatedSids,
  },
  {
    id: "invalid-sid",
    severity: "error",
    needs: "sid",
    explains: "IAM takes letters and digits in a Sid, and nothing else.",
    see: check("access-analyzer-reference-policy-checks-error-unsupported-sid"),
    on: IN_IAM,
    statement({ sid }, { tree: { statements } }, tell) {
      if (sid === undefined || /^[A-Za-z0-9]*$/.test(sid.value)) return;
      const plain = sid.value.replaceAll(/[^A-Za-z0-9]/g, "");
      const isFree = plain !== "" && statements.every((one) => one.sid?.value !== plain);
      const edits = isFree ? replaceText(sid, plain) : undefined;
      tell(sid, "A Sid in IAM has letters A–Z, a–z and digits only.", edits);
    },
  },
  {
    id: "empty-sid",
    severity: "suggestion",
    needs: "sid",
    explains: "An empty Sid names nothing.",
    see: check("access-analyzer-reference-policy-checks-suggestion-empty-sid-value"),
    statement({ sid }, _subject, tell) {
      if (sid?.value === "") tell(sid, "This Sid is empty; name the statement, or leave the Sid out.");
    },
  },
  {
    id: "no-statements",
    severity: "warning",
    explains: "A policy with an empty list of statements allows and denies nothing; IAM refuses it.",
    see: guide("reference_policies_elements_statement.html"),
    policy({ tree: { root } }, tell) {
      if (root?.kind !== "object") return;
      const list = root.members.find(({ key }) => key.value === "Statement")?.value;
      if (list?.kind === "list" && list.items.length === 0) tell(list, "There are no statements here.");
    },
  },
  {
    id: "empty-list",
    severity: "suggestion",
    explains: "AWS gives a statement with an empty list of actions or resources no effect.",
    see: check("access-analyzer-reference-policy-checks-suggestion-empty-array-action"),
    statement({ action, resource }, _subject, tell) {
      for (const list of [action, resource])
        if (list?.list === true && list.values.length === 0)
          tell(list, `This ${list.element} is an empty list, so the statement does nothing that could be meant.`);
    },
  },
  {
    id: "empty-condition",
    severity: "suggestion",
    needs: "condition",
    explains: "An empty condition demands nothing; it looks like a restriction and is none.",
    see: check("access-analyzer-reference-policy-checks-suggestion-empty-object-condition"),
    statement(statement, _subject, tell) {
      for (const empty of emptyConditions(statement)) tell(empty, "This is an empty condition: it restricts nothing.");
    },
  },
  {
    id: "empty-values",
    severity: "suggestion",
    needs: "conditions",
    explains: "A key without values is equal to nothing, so the condition is hardly meant.",
    see: check("access-analyzer-reference-policy-checks-suggestion-empty-array-condition"),
    statement({ conditions }, _subject, tell) {
      for (const condition of conditions)
        if (condition.list && condition.values.length === 0)
          tell(condition, `No value is listed for ${condition.key.value}.`);
    },
  },
  {
    id: "empty-principal",
    severity: "suggestion",
    needs: "principal",
    explains: "A principal without names is nobody.",
    see: check("access-analyzer-reference-policy-checks-suggestion-empty-object-principal"),
    statement({ principal }, _subject, tell) {
      if (principal !== undefined && principal.everyone === undefined && principal.names.length === 0)
        tell(principal, `This ${principal.element} names nobody.`);
    },
  },
  {
    id: "forbidden-character",
    severity: "error",
    explains: "IAM takes tab, line feed, carriage return and U+0020 to U+00FF in a policy, and nothing else.",
    see: guide("reference_iam-quotas.html#reference_iam-quotas-names"),
    on: IN_IAM,
    policy({ tree: { text, isWide } }, tell) {
      const found = isWide ? FORBIDDEN.exec(text) : null;
      if (found === null) return;
      const span = { start: found.index, end: found.index + found[0].length };
      tell(span, `IAM does not take the character ${JSON.stringify(found[0])} in a policy.`);
    },
  },
];

function tellRepeatedSids({ tree: { statements } }: Subject, tell: Tell): void {
  const seen = new Set<string>();
  for (const { sid } of statements) {
    if (sid === undefined || sid.value === "") continue;
    if (seen.has(sid.value)) tell(sid, `The Sid ${JSON.stringify(sid.value)} stands in an earlier statement, too.`);
    seen.add(sid.value);
  }
}

function emptyConditions({ condition }: StatementTree): { start: number; end: number }[] {
  if (condition?.value.kind !== "object") return [];
  if (condition.value.members.length === 0) return [condition.value];
  const empty: { start: number; end: number }[] = [];
  for (const { value } of condition.value.members)
    if (value.kind === "object" && value.members.length === 0) empty.push(value);
  return empty;
}
