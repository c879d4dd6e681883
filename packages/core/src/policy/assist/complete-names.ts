import { formatArn } from "../../arn.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { expandActions } from "../catalogue/expand.ts";
import { SERVICE_PRINCIPALS } from "./elements.ts";
import type { Choice, EstateNames, Spot } from "./place.ts";
import { replaceVariables } from "../variable-pieces.ts";

type Asked = { spot: Spot; catalogue: Catalogue; names: EstateNames };

const ROLES = 30;
const ACTIONS_LOOKED_AT = 200;

/** Answers the accounts and roles of the estate, or services, whichever the kind of principal asks for. */
export function completePrincipals({ spot, names }: Asked): Choice[] {
  const { principalKind = "AWS", written } = spot;
  if (principalKind === "Service") return SERVICE_PRINCIPALS.map((label) => ({ label }));
  if (principalKind !== "AWS") return [];
  const accounts = [...names.accounts()].map(({ id, name }) => ({ label: rootOf(names, id), detail: name }));
  return [...accounts, ...roleChoices(names, written), { label: "*", detail: "everyone, also without an account" }];
}

/** Answers patterns of ARNs that the statement's actions take, and roles where it is about them. */
export function completeResources({ spot, catalogue, names }: Asked): Choice[] {
  const { actions: patterns = [], written } = spot;
  const actions = expandActions(catalogue, { element: "Action", patterns }).slice(0, ACTIONS_LOOKED_AT);
  const types = new Map(
    actions.flatMap(({ resources, service }) =>
      resources.map(
        ({ type }) => [type.arn, `${type.name} of ${catalogue.service(service)?.name ?? service}`] as const,
      ),
    ),
  );
  const arns = [...types].map(([arn, detail]) => ({ label: fill(arn, names.partition), detail }));
  const isAboutRoles = actions.some(({ service }) => service === "iam" || service === "sts");
  return [...arns, ...(isAboutRoles ? roleChoices(names, written) : []), { label: "*", detail: "every resource" }];
}

/** Answers values that a condition key can have: accounts, roles, true and false. */
export function completeValues({ spot, catalogue, names }: Asked): Choice[] {
  const { key = "", operator = "", written } = spot;
  const lower = key.toLowerCase();
  if (/^null$|:null$/i.test(operator) || catalogue.conditionKey(key)?.type === "Bool")
    return [{ label: "true" }, { label: "false" }];
  if (lower.endsWith("account")) return [...names.accounts()].map(({ id, name }) => ({ label: id, detail: name }));
  if (lower === "aws:principalarn") return roleChoices(names, written);
  return lower === "iam:passedtoservice" ? SERVICE_PRINCIPALS.map((label) => ({ label })) : [];
}

const rootOf = ({ partition }: EstateNames, accountId: string): string =>
  formatArn({ partition, service: "iam", region: "", accountId, resource: "root" });

function roleChoices(names: EstateNames, written: string): Choice[] {
  return names.roles(written, ROLES).map(({ arn, name }) => ({ label: arn, detail: name }));
}

/** A pattern of the catalogue as it can stand in a policy: everything but the partition is a wildcard. */
function fill(pattern: string, partition: string): string {
  return replaceVariables(pattern, (name) => (name === "Partition" ? partition : "*"));
}
