import type { AccessRequest, Principal } from "./request.ts";

type Value = [key: string, values: readonly string[]];

/**
 * The keys that AWS fills from the caller and the resource itself, so that no asker can forget them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function impliedBy({ principal, resourceAccountId, action, rest }: AccessRequest): Value[] {
  const values = ofPrincipal(principal, action);
  if (resourceAccountId)
    values.push(["aws:resourceaccount", [resourceAccountId]], ...ofService(action, "s3", resourceAccountId));
  // A service has other names besides, so that only a whole context may say that it has none.
  if (principal.service !== undefined && rest !== "unknown")
    values.push(["aws:principalservicenameslist", [principal.service]]);
  return values;
}

/** Keys of one service that say what global keys say of every request. */
const OWN = { s3: "s3:resourceaccount", kms: "kms:calleraccount" } as const;

function ofService(action: string, service: keyof typeof OWN, accountId: string): Value[] {
  return action.slice(0, service.length + 1).toLowerCase() === `${service}:` ? [[OWN[service], [accountId]]] : [];
}

/** Keys of signed requests alone; "…/*" is all that begin so. */
const SIGNED = [
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principaltag/*",
  "aws:principalisawsservice",
];

/** An OIDC provider is named by its ARN, or by its domain where AWS knows it; a SAML provider has another kind of ARN. */
const isSaml = (federated = ""): boolean => federated.includes(":saml-provider/");

/**
 * Keys that a caller certainly lacks: only an IAM user has a name, only a service is known by its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function lackedBy({ arn, service, federated, anonymous }: Principal): string[] {
  return [
    ...(arn.includes(":user/") ? [] : ["aws:username"]),
    ...(service === undefined ? ["aws:principalservicename", "aws:principalservicenameslist"] : []),
    ...(anonymous === true ? SIGNED : []),
    ...(anonymous === true || isSaml(federated) ? ["aws:federatedprovider"] : []),
  ];
}

function ofPrincipal(principal: Principal, action: string): Value[] {
  const { arn, accountId, roleArn, service, federated, anonymous, sessionToken } = principal;
  if (anonymous === true)
    return [
      ["aws:principaltype", ["Anonymous"]],
      ["aws:principalaccount", ["anonymous"]],
      ["aws:userid", ["anonymous"]],
    ];
  if (federated !== undefined) return isSaml(federated) ? [] : [["aws:federatedprovider", [federated]]];
  if (service !== undefined)
    return [
      ["aws:principalisawsservice", ["true"]],
      ["aws:principalservicename", [service]],
    ];
  const values: Value[] = [
    ["aws:principalisawsservice", ["false"]],
    ["aws:principalaccount", [accountId]],
    ["aws:principaltype", [typeOf(arn)]],
    ...ofService(action, "kms", accountId),
  ];
  // A session's ARN does not tell its role's, which may have a path.
  const known = arn.includes(":assumed-role/") ? roleArn : arn;
  if (known !== undefined) values.push(["aws:principalarn", [known]]);
  if (sessionToken !== undefined) values.push(["aws:multifactorauthpresent", [String(sessionToken.mfa)]]);
  const user = arn.includes(":user/") ? arn.slice(arn.lastIndexOf("/") + 1) : "";
  if (user !== "") values.push(["aws:username", [user]]);
  const id = idOf(arn, accountId);
  if (id !== undefined) values.push(["aws:userid", [id]]);
  return values;
}

/** The unique id of a user or role is not in its ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function idOf(arn: string, accountId: string): string | undefined {
  if (arn.endsWith(":root")) return accountId;
  const [, federated] = arn.split(":federated-user/");
  return federated === undefined ? undefined : `${accountId}:${federated}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function typeOf(arn: string): string {
  if (arn.includes(":user/")) return "User";
  if (arn.includes(":federated-user/")) return "FederatedUser";
  return arn.endsWith(":root") ? "Account" : "AssumedRole";
}
