import { formatArn, parseArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import type { Catalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import type { Action } from "@gatehouse/core/policy/catalogue/service";
import { suggestActions, suggestServices } from "@gatehouse/core/policy/catalogue/suggest";
import { resourceTest } from "@gatehouse/core/policy/patterns/arn-overlap";

/** Answers the action of a name, as AWS spells it; one that AWS does not list is a Failure "invalid" that says what may be meant. */
export function knownAction(catalogue: Catalogue, written: string): Action {
  const action = catalogue.action(written);
  if (action !== undefined) return action;
  const [prefix = ""] = written.split(":", 1);
  const meant =
    catalogue.service(prefix) === undefined
      ? suggestServices(catalogue, prefix).map((service) => `${service}:…`)
      : suggestActions(catalogue, written);
  const what = catalogue.service(prefix) === undefined ? `service "${prefix}"` : `action ${written}`;
  throw new Failure(
    "invalid",
    `AWS lists no ${what}: nothing can be said of it.${meant.length === 0 ? "" : ` Did you mean ${orList(meant)}?`}`,
  );
}

/** Throws "invalid" for a resource that is neither an ARN nor "*". */
export function assertResource(resource: string): void {
  if (resource === "*" || parseArn(resource) !== undefined) return;
  const example = formatArn({ partition: "aws", service: "s3", region: "", accountId: "", resource: "bucket/key" });
  throw new Failure(
    "invalid",
    `"${resource}" is no ARN. Write the whole ARN, like ${example}, or * for an action that knows no resource.`,
  );
}

/** Says where an action is never asked of such a resource, so that whoever asks sees that the answer is about nothing. */
export function misfitOf({ id, resources }: Action, resource: string): string[] {
  if (resource === "*") return [];
  if (resources.length === 0)
    return [`AWS asks for ${id} with the resource * only: a statement that names an ARN has no effect on it.`];
  const fits = resourceTest(resource);
  if (resources.some(({ type }) => fits(type.arn))) return [];
  const names = [...new Set(resources.map(({ type }) => type.name))];
  return [`${id} is about a resource of the type ${orList(names)}, and this ARN is none: AWS never asks so.`];
}

function orList(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(names);
}
