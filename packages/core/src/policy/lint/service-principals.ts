import { holdsWithout } from "./presence.ts";
import { check, guide, type Rule } from "./rule.ts";
import { isNarrowedBy } from "./statement-facts.ts";

/** The keys by which a service says for whom it acts. */
export const SOURCE_KEYS = [
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
];

/**
 * By what services say for whom they act where they fill no such key.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
const OTHER_SOURCES = ["kms:encryptioncontext:aws:logs:arn", "lambda:eventsourcetoken"];

/** Keys of principals of an organization, and of their tags: a service that acts by its own principal has none. */
const OF_MEMBERS = /^aws:principal(orgid|orgpaths|tag\/.*)$/;

/** What a policy of a resource, or of a role, says of services of AWS. */
export const SERVICE_RULES: readonly Rule[] = [
  {
    id: "service-without-source",
    severity: "warning",
    explains: "A service acts for all its customers; without a condition on its source it does so for strangers, too.",
    see: guide("confused-deputy.html"),
    on: ["resource"],
    statement(statement, _subject, tell) {
      if (statement.effect !== "Allow" || statement.principal?.element !== "Principal") return;
      if (isNarrowedBy(statement, ...SOURCE_KEYS, ...OTHER_SOURCES)) return;
      for (const { kind, name } of statement.principal.names)
        if (kind === "Service")
          tell(name, `Say for whom ${name.value} may act, by aws:SourceAccount or aws:SourceArn.`);
    },
  },
  {
    id: "service-lacks-key",
    severity: "warning",
    explains: "A service of AWS is in no organization and has no tags: a condition on them keeps it out.",
    see: check("access-analyzer-reference-policy-checks-error-unsupported-condition-key-for-service-principal"),
    on: ["resource", "trust"],
    statement({ effect, principal, conditions }, _subject, tell) {
      if (effect !== "Allow" || principal?.element !== "Principal" || principal.names.length === 0) return;
      if (!principal.names.every(({ kind }) => kind === "Service")) return;
      for (const condition of conditions)
        if (condition.test !== undefined && OF_MEMBERS.test(condition.lower) && !holdsWithout(condition))
          tell(condition.key, `No service has ${condition.key.value}, so this statement allows nothing.`);
    },
  },
];
