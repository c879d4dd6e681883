import { checkIdentityPolicy } from "./documents.ts";
import { checkName, getChangeableRole, limitExceeded, LIMITS, noSuchEntity } from "./limits.ts";
import { getManagedPolicy } from "./read-policies.ts";
import type { Place } from "./write-roles.ts";

type Done = Record<string, never>;
type Inline = { role: string; policy: string };
type Managed = { role: string; arn: string };

/** IAM counts a policy's characters without white space. */
function sizeOf(document: string): number {
  return document.replace(/\s/g, "").length;
}

/** Adds or replaces an inline policy, within the role's total size. */
export function putRolePolicy(
  { account }: Place,
  { role: name, policy, document }: Inline & { document: string },
): Done {
  const role = getChangeableRole(account, name);
  checkName(policy, "policyName", 128);
  checkIdentityPolicy(document);
  const others = role.inlinePolicies.filter((one) => one.name !== policy);
  const inlinePolicies = [...others, { name: policy, document }];
  const size = inlinePolicies.reduce((total, one) => total + sizeOf(one.document), 0);
  if (size > LIMITS.inlineCharactersPerRole) {
    limitExceeded(`Maximum policy size of ${LIMITS.inlineCharactersPerRole} bytes exceeded for role ${name}`);
  }
  account.roles.set(name, { ...role, inlinePolicies });
  return {};
}

/** Deletes an inline policy. */
export function deleteRolePolicy({ account }: Place, { role: name, policy }: Inline): Done {
  const role = getChangeableRole(account, name);
  const inlinePolicies = role.inlinePolicies.filter((one) => one.name !== policy);
  if (inlinePolicies.length === role.inlinePolicies.length) {
    noSuchEntity(`The role policy with name ${policy} cannot be found.`);
  }
  account.roles.set(name, { ...role, inlinePolicies });
  return {};
}

/** Attaches a managed policy, ten at most; one that is attached already stays so. */
export function attachRolePolicy({ estate, account }: Place, { role: name, arn }: Managed): Done {
  const role = getChangeableRole(account, name);
  getManagedPolicy(estate, account, arn);
  if (role.attachedPolicies.includes(arn)) return {};
  if (role.attachedPolicies.length >= LIMITS.attachedPoliciesPerRole) {
    limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${LIMITS.attachedPoliciesPerRole}`);
  }
  account.roles.set(name, { ...role, attachedPolicies: [...role.attachedPolicies, arn] });
  return {};
}

/** Detaches a managed policy. */
export function detachRolePolicy({ account }: Place, { role: name, arn }: Managed): Done {
  const role = getChangeableRole(account, name);
  if (!role.attachedPolicies.includes(arn)) noSuchEntity(`Policy ${arn} was not found.`);
  account.roles.set(name, { ...role, attachedPolicies: role.attachedPolicies.filter((one) => one !== arn) });
  return {};
}
