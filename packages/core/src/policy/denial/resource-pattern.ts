import { parseArn } from "../../arn.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Denial } from "./denial.ts";
import { replaceVariables } from "../variable-pieces.ts";

/** Resources for a statement; exact where the denial tells them. */
export type Resources = { resources: readonly string[]; exact: boolean };

/**
 * Answers the resource that was asked for, or where nobody knows it the narrowest patterns that the action's resource
 * types allow, with every part that is known filled in.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function resourcesOf(denial: Denial, catalogue: Catalogue): Resources {
  const { resource, action = "" } = denial;
  if (resource !== undefined) return { resources: [literal(resource)], exact: true };
  const types = catalogue.action(action)?.resources ?? [];
  const required = types.filter((type) => type.required);
  const templates = (required.length > 0 ? required : types).map(({ type }) => type.arn);
  const patterns = new Set(templates.map((template) => fill(template, denial)));
  return { resources: patterns.size === 0 ? ["*"] : [...patterns].toSorted(), exact: false };
}

/**
 * The key of an object may have characters that a policy would take for wildcards or variables; a "*" that another
 * service shows stands for all that was asked for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
function literal(resource: string): string {
  if (parseArn(resource)?.service !== "s3") return resource;
  return resource.replaceAll(/\$(?=\{)|[*?]/g, (character) => `\${${character}}`);
}

function fill(template: string, { principal, accountId, context }: Denial): string {
  const region = context["aws:RequestedRegion"];
  const known: Record<string, string | undefined> = {
    Partition: parseArn(principal?.arn ?? "")?.partition,
    Account: accountId,
    Region: typeof region === "string" ? region : undefined,
  };
  return replaceVariables(template, (variable) => known[variable] ?? "*");
}
