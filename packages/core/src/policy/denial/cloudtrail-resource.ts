import { parseArn } from "../../arn.ts";
import { tableOf } from "../../table-of.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { resourceTest } from "../patterns/arn-overlap.ts";
import type { CloudTrailEvent } from "./cloudtrail-event.ts";
import { replaceVariables } from "../variable-pieces.ts";

type Place = { partition: string; accountId: string };

/** Variables of AWS's templates whose request parameter has another name. */
const PARAMETERS: ReadonlyMap<string, readonly string[]> = tableOf({
  objectname: ["key"],
  rolenamewithpath: ["rolename"],
  usernamewithpath: ["username"],
  groupnamewithpath: ["groupname"],
  policynamewithpath: ["policyname"],
  stackname: ["stackname"],
  clustername: ["name", "cluster", "clustername"],
  functionname: ["functionname"],
  keyid: ["keyid"],
  loggroupname: ["loggroupname"],
});

/** Answers the ARN that an event's resources or request parameters give for an action, or undefined where they give none. */
export function resourceOfEvent(
  event: CloudTrailEvent,
  action: string | undefined,
  { catalogue, ...place }: Place & { catalogue: Catalogue },
): string | undefined {
  const types = action === undefined ? [] : (catalogue.action(action)?.resources ?? []);
  const templates = types
    .toSorted((one, other) => Number(other.required) - Number(one.required))
    .map(({ type }) => type.arn);
  const fits = (arn: string): boolean => templates.some(resourceTest(arn));
  const listed = (event.resources ?? []).flatMap(({ ARN }) => (ARN ? [ARN] : []));
  const values = Object.entries(event.requestParameters ?? {});
  const given = values.flatMap(([, value]) =>
    typeof value === "string" && parseArn(value) !== undefined ? [value] : [],
  );
  const known = [...given, ...listed].find(fits);
  if (known !== undefined) return known;
  const parameters = new Map(
    values.flatMap(([name, value]) => (typeof value === "string" ? [[name.toLowerCase(), value]] : [])),
  );
  const region = event.awsRegion ?? "";
  // The more variables are known, the nearer is the resource: an object's key and not the bucket alone.
  const filled = templates.flatMap((template) => fill(template, { ...place, region, parameters }) ?? []);
  return (
    filled.toSorted((one, other) => other.length - one.length)[0] ?? (templates.length === 0 ? undefined : listed[0])
  );
}

function fill(
  template: string,
  { partition, accountId, region, parameters }: Place & { region: string; parameters: ReadonlyMap<string, string> },
): string | undefined {
  let complete = true;
  const arn = replaceVariables(template, (variable) => {
    if (variable === "Partition") return partition;
    if (variable === "Region") return region;
    if (variable === "Account") return accountId;
    const lower = variable.toLowerCase();
    const value = [lower, ...(PARAMETERS.get(lower) ?? [])]
      .map((name) => parameters.get(name))
      .find((found) => found !== undefined);
    complete &&= value !== undefined && value !== "";
    return value ?? "";
  });
  return complete ? arn : undefined;
}
