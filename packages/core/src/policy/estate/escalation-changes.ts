import { BY_ITSELF } from "../catalogue/notable-actions.ts";
import type { Estate } from "./estate.ts";
import { allowsEverything } from "./reaching.ts";
import type { Held } from "./held.ts";

/** An action of IAM that gives a principal any access, and what it is done on. */
export type Change = {
  action: string;
  on: string;
  words: string;
  /** True where it gives more only if something is so that the estate does not tell. */
  perhaps?: boolean;
};

const named = (pattern: RegExp): readonly string[] => BY_ITSELF.filter((action) => pattern.test(action));

const ON_ROLE = named(/:(Attach|Put)RolePolicy$/);
const ON_USER = named(/:(Attach|Put)UserPolicy$/);
const ON_GROUP = named(/:(Attach|Put)GroupPolicy$/);

/**
 * Whether only AWS may change a role: service-linked ones, and those that IAM Identity Center makes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
 */
export const isProtected = ({ principal: { path } }: Held): boolean =>
  path.startsWith("/aws-service-role/") || path.startsWith("/aws-reserved/");

/**
 * Answers the changes by which a principal would get any access: of its own policies, of its groups', or, where its
 * boundary alone keeps it from that, of the boundary. An older version of a policy may allow more than the one in force.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
 */
export function changesOf(estate: Estate, held: Held): Change[] {
  const { arn, accountId, attachedPolicies = [], groups = [] } = held.principal;
  if (isProtected(held)) return [];
  const isUser = arn.includes(":user/");
  // A boundary limits whatever it is given.
  if (held.boundary !== undefined) {
    const action = `iam:Delete${isUser ? "User" : "Role"}PermissionsBoundary`;
    return allowsEverything(held) ? [{ action, on: arn, words: `takes the boundary of ${arn} away` }] : [];
  }
  const ofGroups = groups.flatMap((group) => estate.group(group)?.attachedPolicies ?? []);
  const attached = [...attachedPolicies, ...ofGroups].map((policy) => policy.arn);
  const own = attached.filter((policy) => policy.includes(`::${accountId}:`));
  return [
    ...(isUser ? ON_USER : ON_ROLE).map((action) => ({ action, on: arn, words: `gives ${arn} any access` })),
    ...own.map((on) => ({ action: "iam:CreatePolicyVersion", on, words: `rewrites ${on}, a policy of ${arn}` })),
    ...ON_GROUP.flatMap((action) =>
      groups.map((on) => ({ action, on, words: `gives ${on}, a group of ${arn}, any access` })),
    ),
    ...own.map((on) => ({
      action: "iam:SetDefaultPolicyVersion",
      on,
      words: `puts another version of ${on}, a policy of ${arn}, in force, if one allows more`,
      perhaps: true,
    })),
  ];
}
