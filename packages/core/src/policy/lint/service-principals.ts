import { keysAbout } from "../facts/bounding-keys.ts";
import { narrows } from "../facts/open-values.ts";
import { serviceMeantBy } from "../facts/service-principals.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { replaceText } from "./edits.ts";
import { isWithin } from "./kept-out.ts";
import { holdsWithout, isExcept } from "./presence.ts";
import { check, guide, type Rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { conditionsOn, isNarrowedBy, namesEveryone } from "./statement-facts.ts";

/** The keys by which a service says for whom it acts, and those by which one does that fills none of them. */
export const SOURCE_KEYS = keysAbout("source");
const OTHER_SOURCES = keysAbout("context");

/** What bounds callers, and the way that they come. */
export const CALLER_KEYS = keysAbout("caller", "way");

/** Keys of principals of an organization, and of their tags: a service that acts by its own principal has none. */
const OF_MEMBERS = /^aws:principal(orgid|orgpaths|tag\/.*)$/;

/** Keys of who asks, and from which network: a service that acts by its own principal lacks them. */
const OF_CALLERS =
  /^aws:(principal(account|arn|orgid|orgpaths|tag\/.*|type)|userid|username|source(ip|vpc|vpce)|vpce(account|orgid|orgpaths))$/;

/** Keys that tell services from others. */
const OF_SERVICES = ["aws:principalisawsservice", "aws:principalservicename", "aws:principalservicenameslist"];

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
      if (!namesEveryone(statement) || isNarrowedBy(statement, ...CALLER_KEYS)) return;
      const open = conditionsOn(statement, ...SOURCE_KEYS).find(narrows);
      if (open !== undefined)
        tell(open.key, "Say for whom services may act, by aws:SourceAccount, or by aws:SourceArn with an account.");
    },
  },
  {
    id: "unknown-service-principal",
    severity: "warning",
    explains: "IAM refuses a service that does not exist in a trust policy; in another policy it lets nobody in.",
    see: guide("reference_policies_elements_principal.html#principal-services"),
    statement({ principal }, { catalogue }, tell) {
      for (const { kind, name } of principal?.names ?? []) {
        const meant = kind === "Service" ? serviceMeantBy(catalogue, name.value) : undefined;
        if (meant !== undefined)
          tell(name, `No service is known as ${name.value}. Is ${meant} meant?`, replaceText(name, meant));
      }
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
  {
    id: "deny-hits-services",
    severity: "warning",
    needs: "deny",
    explains: "A service of AWS that acts by its own principal lacks the keys of callers, so that it is denied, too.",
    see: check("access-analyzer-reference-policy-checks-general-warning-rcp-missing-related-principal-condition-key"),
    on: ["resource-control", "resource"],
    statement(statement, subject, tell) {
      const { tree, traits } = subject;
      if (statement.effect !== "Deny" || !namesEveryone(statement)) return;
      const ofCallers = statement.conditions.filter(({ lower }) => OF_CALLERS.test(lower));
      const except = ofCallers.find(isExcept);
      if (except === undefined || !ofCallers.every(holdsWithout) || conditionsOn(statement, ...OF_SERVICES).length > 0)
        return;
      const isMeant =
        traits.type === "resource-control" || tree.statements.some((one) => isVoid(one, statement, subject));
      if (isMeant)
        tell(except.key, `Add {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}, so that services are spared.`);
    },
  },
];

/** Whether a service is allowed by a statement what a Deny takes from it, whatever else it asks. */
const isVoid = (allowing: StatementTree, denying: StatementTree, subject: Subject): boolean =>
  allowing.effect === "Allow" &&
  allowing.principal?.element === "Principal" &&
  allowing.principal.names.some(({ kind }) => kind === "Service") &&
  denying.conditions.every(isExcept) &&
  isWithin(allowing, denying, subject);
