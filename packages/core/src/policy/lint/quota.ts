import { headRoom } from "../size.ts";
import type { PolicyTree } from "../grammar/tree.ts";
import { check, guide, type Rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { openingOf } from "./statement-facts.ts";

const QUOTAS = guide("reference_iam-quotas.html#reference_iam-quotas-entity-length");
const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html";
const NEARLY = 0.9;

const roomOf = ({ tree, kind, surroundings, once }: Subject) =>
  once("room", () => headRoom([tree.text, ...(surroundings.siblings ?? [])], kind));

/** Whether so few characters are written, blanks included, that no rule of sizes has anything to say; a character has up to three bytes. */
const isSmall = ({ tree, traits, surroundings: { siblings = [] } }: Subject): boolean =>
  [tree.text, ...siblings].reduce((sum, { length }) => sum + length, 0) * (traits.limit.unit === "bytes" ? 3 : 1) <=
  traits.limit.most * NEARLY;

/** What AWS takes of a document. */
export const QUOTA_RULES: readonly Rule[] = [
  {
    id: "size-exceeded",
    severity: "error",
    explains: "AWS refuses a document above its limit; inline policies of one role, user or group share theirs.",
    see: check("access-analyzer-reference-policy-checks-general-warning-policy-size-exceeds-identity-policy-quota"),
    policy(subject, tell) {
      if (isSmall(subject)) return;
      const { used, most, unit, onRequest = most } = roomOf(subject);
      if (used > onRequest)
        tell(
          openingOf(subject.tree),
          `${used} ${unit} of ${onRequest}: ${used - onRequest} too many for ${subject.traits.name}.`,
        );
    },
  },
  {
    id: "size-needs-request",
    severity: "warning",
    explains: "AWS takes this size only after the account's quota was raised on request.",
    see: QUOTAS,
    policy(subject, tell) {
      if (isSmall(subject)) return;
      const { used, most, unit, onRequest } = roomOf(subject);
      if (onRequest !== undefined && used > most && used <= onRequest)
        tell(
          openingOf(subject.tree),
          `${used} ${unit} are more than ${most}, which accounts are allowed without a request.`,
        );
    },
  },
  {
    id: "size-nearly",
    severity: "suggestion",
    explains: "There is little room for another statement.",
    see: QUOTAS,
    policy(subject, tell) {
      if (isSmall(subject)) return;
      const { used, most, left, unit } = roomOf(subject);
      if (used <= most && used > most * NEARLY) tell(openingOf(subject.tree), `${left} ${unit} of ${most} are left.`);
    },
  },
  {
    id: "queue-policy-quota",
    severity: "error",
    explains: "A queue policy has at most 20 statements, 50 principals, 10 conditions, and 7 actions in a statement.",
    see: SQS,
    on: ["resource"],
    policy({ tree, kind }, tell) {
      if (kind !== "sqs-queue") return;
      const count = (of: (statement: PolicyTree["statements"][number]) => number): number =>
        tree.statements.reduce((sum, statement) => sum + of(statement), 0);
      const principals = count(({ principal }) => principal?.names.length ?? 0);
      const conditions = count((statement) => statement.conditions.length);
      if (tree.statements.length > 20) tell(openingOf(tree), `${tree.statements.length} statements of 20.`);
      if (principals > 50) tell(openingOf(tree), `${principals} principals of 50.`);
      if (conditions > 10) tell(openingOf(tree), `${conditions} conditions of 10.`);
      for (const { action } of tree.statements)
        if (action !== undefined && action.values.length > 7) tell(action, `${action.values.length} actions of 7.`);
    },
  },
];
