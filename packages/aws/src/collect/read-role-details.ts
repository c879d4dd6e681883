import type { GetAccountAuthorizationDetailsResponse, InstanceProfile, RoleDetail } from "@aws-sdk/client-iam";
import { type Element, readPlainXml } from "../plain-xml.ts";

/** A time as AWS's query protocol writes it: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What we read of such an answer; the rest of an instance profile is not ours to know. */
export type RoleDetails = Pick<GetAccountAuthorizationDetailsResponse, "IsTruncated" | "Marker"> & {
  RoleDetailList: ListedRole[];
};
export type ListedRole = Omit<RoleDetail, "InstanceProfileList"> & {
  InstanceProfileList?: Partial<Pick<InstanceProfile, "Arn">>[] | undefined;
};

/**
 * Reads the roles out of IAM's answer to GetAccountAuthorizationDetails just as the SDK would; undefined where the answer
 * is not of the shape that IAM documents, so that the SDK must be asked.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function readRoleDetails(text: string): RoleDetails | undefined {
  const root = readPlainXml(text);
  const result = root && child(root, "GetAccountAuthorizationDetailsResult");
  const list = result && child(result, "RoleDetailList");
  const truncated = result && child(result, "IsTruncated")?.text;
  if (result === undefined || list === undefined) return undefined;
  if (truncated !== "true" && truncated !== "false") return undefined;
  const roles: ListedRole[] = [];
  for (const member of list.children) {
    const role = toRoleDetail(member);
    if (role === undefined) return undefined;
    roles.push(role);
  }
  const marker = child(result, "Marker");
  return {
    RoleDetailList: roles,
    IsTruncated: truncated === "true",
    ...(marker !== undefined && { Marker: marker.text }),
  };
}

function toRoleDetail(member: Element): ListedRole | undefined {
  const role: ListedRole = {};
  for (const element of member.children) {
    const { name, text } = element;
    switch (name) {
      case "Path":
      case "RoleName":
      case "RoleId":
      case "Arn":
      case "AssumeRolePolicyDocument":
        role[name] = text;
        break;
      case "CreateDate":
        if (!TIME.test(text)) return undefined;
        role.CreateDate = new Date(text);
        break;
      case "InstanceProfileList":
        role.InstanceProfileList = element.children.map((profile) => texts(profile, ["Arn"]));
        break;
      case "RolePolicyList":
        role.RolePolicyList = element.children.map((policy) => texts(policy, ["PolicyName", "PolicyDocument"]));
        break;
      case "AttachedManagedPolicies":
        role.AttachedManagedPolicies = element.children.map((policy) => texts(policy, ["PolicyName", "PolicyArn"]));
        break;
      case "PermissionsBoundary":
        role.PermissionsBoundary = texts(element, ["PermissionsBoundaryArn"]);
        break;
      case "Tags":
        role.Tags = element.children.map((tag) => ({ Key: "", Value: "", ...texts(tag, ["Key", "Value"]) }));
        break;
      case "RoleLastUsed": {
        const used = child(element, "LastUsedDate")?.text;
        if (used !== undefined && !TIME.test(used)) return undefined;
        role.RoleLastUsed = {
          ...texts(element, ["Region"]),
          ...(used !== undefined && { LastUsedDate: new Date(used) }),
        };
        break;
      }
    }
  }
  return role;
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((found) => found.name === name);
}

/** The texts of the named children that are there. */
function texts<Name extends string>({ children }: Element, names: readonly Name[]): { [name in Name]?: string } {
  const found: { [name in Name]?: string } = {};
  for (const name of names) {
    const text = children.find((child) => child.name === name)?.text;
    if (text !== undefined) found[name] = text;
  }
  return found;
}
