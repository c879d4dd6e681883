/** Who asks. For a role session arn is the session's and roleArn the role's; a service or an identity provider has no ARN of its own. */
export type Principal = {
  arn: string;
  accountId: string;
  /** The role behind a role session, or the IAM user behind a federated user session. */
  roleArn?: string;
  /** A service principal, e.g. "ec2.amazonaws.com". */
  service?: string;
  /** The identity provider of AssumeRoleWithSAML or AssumeRoleWithWebIdentity. */
  federated?: string;
};

/** Condition keys of a request with their values; keys are compared without regard to case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** One request as AWS authorizes it; resource is an ARN, or "*" where the action knows no resource. */
export type AccessRequest = {
  principal: Principal;
  action: string;
  resource: string;
  resourceAccountId: string;
  context: RequestContext;
};

/** A request made ready for many statements: its action in lower case and its context by lower-case key. */
export type Question = {
  request: AccessRequest;
  action: string;
  /** The values of a condition key, given in lower case; undefined where the request does not carry it. */
  valuesOf(key: string): readonly string[] | undefined;
  /** True for a key that the asker cannot know: an Allow may then still hold, and a Deny may not apply. */
  unknown?(key: string): boolean;
};

/** Makes a request ready; its context is read once, and only if a condition or variable asks. */
export function toQuestion(request: AccessRequest): Question {
  let context: Map<string, readonly string[]> | undefined;
  return {
    request,
    action: request.action.toLowerCase(),
    valuesOf: (key) => (context ??= contextOf(request)).get(key),
  };
}

function contextOf({ principal, resourceAccountId, context }: AccessRequest): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>(impliedBy(principal));
  if (resourceAccountId) values.set("aws:resourceaccount", [resourceAccountId]);
  for (const [key, value] of Object.entries(context))
    values.set(key.toLowerCase(), typeof value === "string" ? [value] : value);
  return values;
}

/**
 * The keys that AWS fills from the caller itself, so that no asker can forget them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function impliedBy({ arn, accountId, roleArn, service, federated }: Principal): [string, readonly string[]][] {
  if (federated !== undefined) return [["aws:federatedprovider", [federated]]];
  if (service !== undefined)
    return [
      ["aws:principalisawsservice", ["true"]],
      ["aws:principalservicename", [service]],
    ];
  const user = arn.includes(":user/") ? /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] : undefined;
  return [
    ["aws:principalisawsservice", ["false"]],
    ["aws:principalarn", [arn.includes(":assumed-role/") && roleArn !== undefined ? roleArn : arn]],
    ["aws:principalaccount", [accountId]],
    ...(user === undefined ? [] : ([["aws:username", [user]]] as [string, string[]][])),
  ];
}
