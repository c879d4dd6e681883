import { AccountId, parseArn } from "../../arn.ts";
import type { PrincipalKind } from "../grammar/tree.ts";

type Form = { is: RegExp; isNot: string };

/** How the names of each kind are written; a provider that AWS knows by itself looks like a service. */
const FORMS: Readonly<Record<PrincipalKind, Form>> = {
  Federated: {
    is: /^(arn:[^:]+:iam::\d{12}:(oidc|saml)-provider\/.+|cognito-identity([.-][a-z0-9-]+)?\.amazonaws\.com(\.cn)?|(www\.amazon|graph\.facebook|accounts\.google)\.com)$/,
    isNot: "no ARN of an identity provider and no name such as accounts.google.com",
  },
  Service: {
    is: /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.(com(\.cn)?|eu)|amazon\.com|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/,
    isNot: "no service principal such as lambda.amazonaws.com",
  },
  CanonicalUser: {
    is: /^[0-9a-f]{64}$/,
    isNot: "no canonical user id of 64 hexadecimal digits",
  },
  AWS: {
    is: /^(\d{12}|arn:[^:]+:iam::\d{12}:(root|(role|user)\/[^*]+)|arn:[^:]+:sts::\d{12}:(assumed-role|federated-user)\/[^*]+|arn:[^:]+:iam::cloudfront:user\/.+|A(ROA|IDA)[A-Z0-9]+)$/,
    isNot: "no account and no ARN of a principal",
  },
};

const KINDS = ["Federated", "Service", "CanonicalUser", "AWS"] as const satisfies readonly PrincipalKind[];

/**
 * Answers what a name is not that no principal of a kind is written like, or undefined where it may be one. Keys, groups and
 * temporary keys have ids like those of users and roles, but are no principals.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
 */
export function wrongPrincipal(kind: PrincipalKind, name: string): string | undefined {
  const { is, isNot } = FORMS[kind];
  return is.test(name) ? undefined : isNot;
}

/** Answers the account of a principal that AWS names by its id or an ARN; undefined where it has none. */
export function accountOfPrincipal(name: string): string | undefined {
  const id = parseArn(name)?.accountId ?? name;
  return AccountId.safeParse(id).success ? id : undefined;
}

/** Answers the kind of principal that a name is written like. */
export const principalKindOf = (name: string): PrincipalKind | undefined =>
  KINDS.find((kind) => wrongPrincipal(kind, name) === undefined);
