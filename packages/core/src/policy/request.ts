import { serviceOf } from "./action-matcher.ts";
import { comparedResource } from "./all-buckets.ts";
import { impliedBy, lackedBy } from "./implied-keys.ts";

/** Who asks. For a role session arn is the session's and roleArn the role's; a service or an identity provider has no ARN of its own. */
export type Principal = {
  arn: string;
  accountId: string;
  /** By which Amazon S3 knows the account; where it is left out, a policy that names it names somebody else. */
  canonicalUserId?: string;
  /** The role behind a role session, or the IAM user behind a federated user session. */
  roleArn?: string;
  /** A service principal, e.g. "ec2.amazonaws.com". */
  service?: string;
  /** The identity provider of AssumeRoleWithSAML or AssumeRoleWithWebIdentity. */
  federated?: string;
  /** True of a request without credentials, which has neither ARN nor account. */
  anonymous?: boolean;
  /** Where the user's credentials are those of GetSessionToken: whether MFA was used to get them. */
  sessionToken?: { mfa: boolean };
};

/** Condition keys of a request with their values; keys are compared without regard to case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** One request as AWS authorizes it; resource is an ARN, or "*" where the action knows no resource. */
export type AccessRequest = {
  principal: Principal;
  action: string;
  resource: string;
  resourceAccountId: string;
  /** The keys that are known, with their values. */
  context: RequestContext;
  /** Keys that the request certainly lacks, without regard to case; "saml:*" is all that begin with "saml:". */
  absent?: readonly string[];
  /** What every other key is; absent where it is not said. */
  rest?: "absent" | "unknown";
};

/** A request made ready for many statements: its action in lower case and its context by lower-case key. */
export type Question = {
  request: AccessRequest;
  action: string;
  /** What stands before the action's colon. */
  service: string;
  /** The text that a policy's resources are compared with. */
  resource: string;
  /** The values of a condition key, given in lower case; undefined where the request lacks it or nobody knows it. */
  valuesOf(key: string): readonly string[] | undefined;
  /** Of a key without values: whether nobody knows it, so that the request may carry it or not. */
  isUnknown(key: string): boolean;
};

/** Values of condition keys by the key in lower case. */
export type KnownValues = ReadonlyMap<string, readonly string[]>;

/**
 * Makes a request ready; its context is read once, and only if a condition or variable asks. What of its context many
 * requests have in common may be passed, so that it is not read anew for each.
 */
export function toQuestion(request: AccessRequest, common?: KnownValues): Question {
  let context: KnownValues | undefined;
  let isUnknown: Question["isUnknown"] | undefined;
  const values = (): KnownValues => (context ??= contextOf(request));
  const action = request.action.toLowerCase();
  const service = serviceOf(action);
  return {
    request,
    action,
    service,
    resource: comparedResource(service, request.resource, request.principal.arn),
    valuesOf: (key) => common?.get(key) ?? values().get(key),
    isUnknown: (key) => request.rest === "unknown" && (isUnknown ??= unlessAbsent(request, values()))(key),
  };
}

function contextOf(request: AccessRequest): KnownValues {
  const values = new Map<string, readonly string[]>(impliedBy(request));
  for (const key of request.absent ?? []) values.delete(key.toLowerCase());
  return knownValues(request.context, values);
}

/** Makes the values of a context ready to be found, before them those of a map; of keys that differ only in case the last counts. */
export function knownValues(context: RequestContext, values = new Map<string, readonly string[]>()): KnownValues {
  for (const key of Object.keys(context)) {
    const value = context[key];
    if (value !== undefined) values.set(key.toLowerCase(), typeof value === "string" ? [value] : value);
  }
  return values;
}

function unlessAbsent({ principal, absent = [] }: AccessRequest, values: KnownValues): Question["isUnknown"] {
  const keys = new Set([...lackedBy(principal), ...absent.map((key) => key.toLowerCase())]);
  const families = [...keys].flatMap((key) => (key.endsWith("*") ? [key.slice(0, -1)] : []));
  return (key) => !values.has(key) && !keys.has(key) && !families.some((family) => key.startsWith(family));
}

/** Whether who asks has no policies of its own: a service, an identity provider or nobody. */
export const hasNoPolicies = ({ service, federated, anonymous }: Principal): boolean =>
  service !== undefined || federated !== undefined || anonymous === true;
