import * as IAM from "@aws-sdk/client-iam";
import { defineService, type Call, type Handlers } from "../../server/service.ts";
import { getAccount } from "../../world/find.ts";
import type { ServiceParts } from "../parts.ts";
import { WIRES } from "../wires.ts";
import { authorizationDetails } from "./authorization-details.ts";
import { listPolicies, readPolicy, readPolicyVersion } from "./read-policies.ts";
import {
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  listRoles,
  listRoleTags,
  readRole,
} from "./read-roles.ts";
import { createRoleDetails } from "./role-detail.ts";
import { attachRolePolicy, deleteRolePolicy, detachRolePolicy, putRolePolicy } from "./write-role-policies.ts";
import { createRole, deleteRole, tagRole, untagRole, updateTrustPolicy } from "./write-roles.ts";

function reads({ estate }: ServiceParts): Handlers<typeof IAM> {
  const toDetail = createRoleDetails();
  const own = ({ identity }: Call) => getAccount(estate, identity.accountId);
  return {
    GetAccountAuthorizationDetails: (input, call) =>
      authorizationDetails({ estate, account: own(call), toDetail }, input),
    GetRole: (input, call) => readRole(own(call), input.RoleName),
    ListRoles: (input, call) => listRoles(own(call), input),
    ListRolePolicies: (input, call) => listRolePolicies(own(call), input),
    GetRolePolicy: (input, call) => getRolePolicy(own(call), input),
    ListAttachedRolePolicies: (input, call) => listAttachedRolePolicies(own(call), input),
    ListRoleTags: (input, call) => listRoleTags(own(call), input),
    ListPolicies: (input, call) => listPolicies(estate, own(call), input),
    GetPolicy: (input, call) => readPolicy(estate, own(call), input.PolicyArn),
    GetPolicyVersion: (input, call) =>
      readPolicyVersion(estate, own(call), { arn: input.PolicyArn, version: input.VersionId }),
    ListAccountAliases(_input, call) {
      const { alias } = own(call);
      return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false };
    },
  };
}

function writes({ estate, now }: ServiceParts): Handlers<typeof IAM> {
  const at = ({ identity }: Call) => ({ estate, account: getAccount(estate, identity.accountId), now });
  return {
    CreateRole: (input, call) => createRole(at(call), input),
    DeleteRole: (input, call) => deleteRole(at(call), input.RoleName),
    UpdateAssumeRolePolicy: (input, call) =>
      updateTrustPolicy(at(call), { name: input.RoleName, document: input.PolicyDocument }),
    PutRolePolicy: ({ RoleName: role, PolicyName: policy, PolicyDocument: document }, call) =>
      putRolePolicy(at(call), { role, policy, document }),
    DeleteRolePolicy: ({ RoleName: role, PolicyName: policy }, call) => deleteRolePolicy(at(call), { role, policy }),
    AttachRolePolicy: ({ RoleName: role, PolicyArn: arn }, call) => attachRolePolicy(at(call), { role, arn }),
    DetachRolePolicy: ({ RoleName: role, PolicyArn: arn }, call) => detachRolePolicy(at(call), { role, arn }),
    TagRole: (input, call) => tagRole(at(call), { name: input.RoleName, tags: input.Tags }),
    UntagRole: (input, call) => untagRole(at(call), { name: input.RoleName, keys: input.TagKeys }),
  };
}

/** AWS Identity and Access Management: roles, and the managed policies they use. */
export function iamService(parts: ServiceParts) {
  return defineService(WIRES.iam, IAM, { ...reads(parts), ...writes(parts) });
}
