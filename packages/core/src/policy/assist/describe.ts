import { isRoleArn, parseArn } from "../../arn.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Action } from "../catalogue/service.ts";
import { guide } from "../lint/rule.ts";
import { KEY_TYPES } from "./complete.ts";
import { POLICY_ELEMENTS, PRINCIPAL_KINDS, STATEMENT_ELEMENTS } from "./elements.ts";
import { operatorWords } from "./operators.ts";
import type { EstateNames, Spot } from "./place.ts";

/** What is known of a word of a policy: a name, sentences, and AWS's page where there is one. */
export type Description = { title: string; lines: string[]; see?: string };

type Asked = { spot: Spot; catalogue: Catalogue; names: EstateNames };

const REFERENCE =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";
const GLOBAL_KEYS = guide("reference_policies_condition-keys.html");
const OPERATORS = guide("reference_policies_elements_condition_operators.html");
const SHOWN = 6;

/** Answers what is known of what stands at a place of a policy; undefined where that is nothing. */
export function describe(asked: Asked): Description | undefined {
  const { place, written } = asked.spot;
  switch (place) {
    case "policy-element":
      return elementOf(POLICY_ELEMENTS, written);
    case "statement-element":
      return elementOf(STATEMENT_ELEMENTS, written);
    case "principal-kind":
      return elementOf(PRINCIPAL_KINDS, written);
    case "action":
      return actionOf(asked.catalogue, written);
    case "operator":
      return operatorOf(written);
    case "condition-key":
      return keyOf(asked.catalogue, written);
    case "principal":
    case "resource":
    case "condition-value":
      return arnOf(asked, written);
    default:
      return undefined;
  }
}

function elementOf(all: typeof POLICY_ELEMENTS, written: string): Description | undefined {
  const found = all.find(({ name }) => name === written);
  return found && { title: found.name, lines: [found.says], see: found.see };
}

function operatorOf(written: string): Description | undefined {
  const words = operatorWords(written);
  return words === undefined ? undefined : { title: written, lines: [words], see: OPERATORS };
}

function keyOf(catalogue: Catalogue, written: string): Description | undefined {
  const known = catalogue.conditionKey(written);
  if (known === undefined) return undefined;
  const isGlobal = known.key.startsWith("aws:");
  const whose = isGlobal ? "A key of AWS's own, for every service" : "A key of the service";
  return { title: known.key, lines: [`${whose}: ${KEY_TYPES[known.type]}.`], see: isGlobal ? GLOBAL_KEYS : REFERENCE };
}

function actionOf(catalogue: Catalogue, written: string): Description | undefined {
  const exact = catalogue.action(written);
  if (exact !== undefined) return { title: exact.id, lines: actionLines(catalogue, exact), see: REFERENCE };
  const covered = catalogue.matching(written);
  if (covered.length === 0) return undefined;
  const byLevel = Map.groupBy(covered, ({ level }) => level);
  const levels = [...byLevel].map(([level, of]) => `${level}: ${some(of.map(({ id }) => id))}`);
  return { title: `${written} covers ${covered.length} actions`, lines: levels, see: REFERENCE };
}

function actionLines(catalogue: Catalogue, { service, level, resources, conditionKeys }: Action): string[] {
  const keys = conditionKeys.map(({ key }) => key);
  const types = resources.map(({ type, required }) => `${type.name}${required ? "" : " (optional)"}`);
  return [
    `${catalogue.service(service)?.name ?? service}. Access level: ${level}.`,
    types.length === 0 ? 'Knows no resource: only "*" covers it.' : `Resources: ${some(types)}.`,
    ...(keys.length === 0 ? [] : [`Condition keys: ${some(keys)}.`]),
  ];
}

function some(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return more > 0 ? `${names.slice(0, SHOWN).join(", ")} and ${more} more` : names.join(", ");
}

/** Names the account of an ARN; what the reader may not see and what is not there are told of alike. */
function arnOf({ names }: Asked, written: string): Description | undefined {
  const arn = parseArn(written);
  const accountId = arn?.accountId ?? (/^\d{12}$/.test(written) ? written : "");
  if (!/^\d{12}$/.test(accountId)) return undefined;
  const account = [...names.accounts()].find(({ id }) => id === accountId);
  const whose =
    account === undefined
      ? `Account ${accountId} is none that you see roles of.`
      : `In account ${account.name} (${accountId}).`;
  const isMissing = account !== undefined && isRoleArn(written) && !names.hasRole(written);
  const role = isMissing ? ["None of the roles that you see there has this ARN."] : [];
  return { title: written, lines: [whose, ...role] };
}
