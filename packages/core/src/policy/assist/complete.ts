import type { Catalogue } from "../catalogue/catalogue.ts";
import { comparable } from "../lint/condition-facts.ts";
import { readOperatorName } from "../grammar/operator-name.ts";
import { completeActions } from "./complete-actions.ts";
import { completePrincipals, completeResources, completeValues } from "./complete-names.ts";
import { type Element, POLICY_ELEMENTS, PRINCIPAL_KINDS, STATEMENT_ELEMENTS } from "./elements.ts";
import { keysNear } from "./keys-near.ts";
import { OPERATOR_NAMES, operatorWords } from "./operators.ts";
import type { Choice, EstateNames, Place, Spot } from "./place.ts";

/** The choices for a place, best first, and whether there are more than these. */
export type Completion = { choices: Choice[]; more: boolean };

type Asked = { spot: Spot; catalogue: Catalogue; names: EstateNames };

const MOST = 60;

const COMPLETERS: Readonly<Record<Place, (asked: Asked) => readonly Choice[]>> = {
  "policy-element": ({ spot }) => elements(POLICY_ELEMENTS, spot),
  "statement-element": ({ spot }) => elements(STATEMENT_ELEMENTS, spot),
  "principal-kind": ({ spot }) => elements(PRINCIPAL_KINDS, spot),
  version: () => [{ label: "2012-10-17", detail: "the current language" }],
  effect: () => [{ label: "Allow" }, { label: "Deny", detail: "wins over every Allow" }],
  action: ({ spot, catalogue }) => completeActions(catalogue, spot.written, MOST + 1),
  resource: completeResources,
  principal: completePrincipals,
  operator: () => OPERATOR_NAMES.map((label) => choice(label, operatorWords(label))),
  "condition-key": conditionKeys,
  "condition-value": completeValues,
};

/** Answers what can be written at a place of a policy, narrowed by what stands there so far. */
export function complete(asked: Asked): Completion {
  const { place, written } = asked.spot;
  const found = narrow(COMPLETERS[place](asked), place === "action" ? "" : written);
  return { choices: found.slice(0, MOST), more: found.length > MOST };
}

/** Those that begin with the text stand before those that contain it. */
function narrow(choices: readonly Choice[], written: string): readonly Choice[] {
  if (written === "") return choices;
  const wanted = written.toLowerCase();
  const contains = choices.filter(({ label, detail = "" }) => `${label} ${detail}`.toLowerCase().includes(wanted));
  const begins = ({ label }: Choice): boolean => label.toLowerCase().startsWith(wanted);
  return [...contains.filter(begins), ...contains.filter((one) => !begins(one))];
}

const choice = (label: string, detail: string | undefined): Choice =>
  detail === undefined ? { label } : { label, detail };

function elements(all: readonly Element[], { present = [] }: Spot): Choice[] {
  return all.filter(({ name }) => !present.includes(name)).map(({ name, says }) => ({ label: name, detail: says }));
}

function conditionKeys({ spot: { actions = [], operator = "" }, catalogue }: Asked): Choice[] {
  const family = readOperatorName(operator)?.family;
  const keys = keysNear(catalogue, actions);
  const fitting = family === undefined ? keys : keys.filter(({ type }) => comparable(type, family));
  return fitting.map(({ key, type }) => {
    const open = key.indexOf("${");
    const detail = KEY_TYPES[type];
    return open < 0 ? { label: key, detail } : { label: key, detail, insert: key.slice(0, open) };
  });
}

/** What the values of a key are, by the catalogue's type. */
export const KEY_TYPES = {
  String: "text",
  ArrayOfString: "list of texts",
  ARN: "ARN",
  ArrayOfARN: "list of ARNs",
  Bool: "true or false",
  ArrayOfBool: "list of true or false",
  Numeric: "number",
  Date: "date",
  IPAddress: "address",
} as const;
