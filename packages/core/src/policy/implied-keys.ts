import type { AccessRequest, Principal } from "./request.ts";

type Value = [key: string, values: readonly string[]];

/**
 * The keys that AWS fills from the caller and the resource itself, so that no asker can forget them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function impliedBy({ principal, resourceAccountId }: AccessRequest): Value[] {
  const values = ofPrincipal(principal);
  if (resourceAccountId) values.push(["aws:resourceaccount", [resourceAccountId]]);
  return values;
}

/**
 * Keys that a caller certainly lacks: only an IAM user has a name, only a service is known by its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function lackedBy({ arn, service }: Principal): string[] {
  return [
    ...(arn.includes(":user/") ? [] : ["aws:username"]),
    ...(service === undefined ? ["aws:principalservicename", "aws:principalservicenameslist"] : []),
  ];
}

function ofPrincipal({ arn, accountId, roleArn, service, federated, anonymous }: Principal): Value[] {
  if (anonymous === true) return [["aws:principaltype", ["Anonymous"]]];
  if (federated !== undefined) return [["aws:federatedprovider", [federated]]];
  if (service !== undefined)
    return [
      ["aws:principalisawsservice", ["true"]],
      ["aws:principalservicename", [service]],
    ];
  const values: Value[] = [
    ["aws:principalisawsservice", ["false"]],
    ["aws:principalarn", [arn.includes(":assumed-role/") && roleArn !== undefined ? roleArn : arn]],
    ["aws:principalaccount", [accountId]],
    ["aws:principaltype", [typeOf(arn)]],
  ];
  const user = arn.includes(":user/") ? arn.slice(arn.lastIndexOf("/") + 1) : "";
  if (user !== "") values.push(["aws:username", [user]]);
  return values;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function typeOf(arn: string): string {
  if (arn.includes(":user/")) return "User";
  if (arn.includes(":federated-user/")) return "FederatedUser";
  return arn.endsWith(":root") ? "Account" : "AssumedRole";
}
