const BESIDES = /^vpc-lattice-svcs:/i;
const ROLE = /^arn:[^:]*:iam::[^:]*:role\//;
const KEY = /^arn:[^:]*:kms:[^:]*:[^:]*:key\//;

/**
 * Tells which policy of a resource must allow an action even within its account: a role's trust policy or a KMS key's
 * own; undefined where none must. Every role and every key has one. All that AWS STS does to a role its trust policy decides.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function mustAllow(action: string, resource: string): "trust" | "resource" | undefined {
  switch (action.slice(0, 4).toLowerCase()) {
    case "sts:":
      return ROLE.test(resource) ? "trust" : undefined;
    case "kms:":
      return KEY.test(resource) ? "resource" : undefined;
    default:
      return undefined;
  }
}

/**
 * Tells whether an action needs an Allow of the caller's own policies also where the policy of the resource names the
 * caller, and one of that policy also where the caller's own allow: so it is with the auth policies of VPC Lattice.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html
 */
export const needsBoth = (action: string): boolean => BESIDES.test(action);
