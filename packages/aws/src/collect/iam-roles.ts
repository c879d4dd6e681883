import { paginateGetAccountAuthorizationDetails } from "@aws-sdk/client-iam";
import { parseRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import type { IamRole } from "@gatehouse/core/role/role";
import type { Collector } from "./collector.ts";
import type { ListedRole } from "./read-role-details.ts";

const PAGE = 1000;

/**
 * All roles of an account with their policies, tags and last use, a thousand a call.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export const iamRoles: Collector = {
  kind: "iam-role",
  scope: "global",
  async *collect(spoke) {
    const pages = paginateGetAccountAuthorizationDetails(
      { client: spoke.clients.iam(), pageSize: PAGE, stopOnSameToken: false },
      { Filter: ["Role"] },
    );
    for await (const page of pages) {
      // Without a marker the paginator would stop here and take a cut listing for a whole one.
      if (page.IsTruncated && !page.Marker) {
        throw new Failure("unavailable", "AWS cut the listing of roles: it says that there are more, but not where.");
      }
      // Many roles of an account have the same documents, and decoding them is much of what a page costs.
      const decoded = new Map<string, string>();
      const decode = (document = ""): string => {
        const text = decoded.get(document) ?? decodeDocument(document);
        decoded.set(document, text);
        return text;
      };
      yield (page.RoleDetailList ?? []).map((detail) => toRole(detail, decode));
    }
  },
};

function toRole(detail: ListedRole, decode: (document?: string) => string): IamRole {
  const arn = parseRoleArn(detail.Arn ?? "");
  if (!arn)
    throw new Failure("unavailable", `AWS listed a role without an ARN that we can read: ${detail.Arn ?? "none"}.`);
  const boundary = detail.PermissionsBoundary?.PermissionsBoundaryArn;
  const lastUsed = detail.RoleLastUsed?.LastUsedDate;
  return {
    arn: detail.Arn ?? "",
    accountId: arn.accountId,
    name: detail.RoleName ?? arn.name,
    path: detail.Path ?? arn.path,
    roleId: detail.RoleId ?? "",
    createdAt: detail.CreateDate?.toISOString() ?? "",
    trustPolicy: decode(detail.AssumeRolePolicyDocument),
    inlinePolicies: (detail.RolePolicyList ?? []).map(({ PolicyName = "", PolicyDocument }) => ({
      name: PolicyName,
      document: decode(PolicyDocument),
    })),
    attachedPolicies: (detail.AttachedManagedPolicies ?? []).map(({ PolicyName = "", PolicyArn = "" }) => ({
      name: PolicyName,
      arn: PolicyArn,
    })),
    ...(boundary !== undefined && { permissionsBoundary: boundary }),
    instanceProfiles: (detail.InstanceProfileList ?? []).flatMap(({ Arn }) => (Arn === undefined ? [] : [Arn])),
    tags: Object.fromEntries((detail.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
    ...(lastUsed && { lastUsed: { at: lastUsed.toISOString(), region: detail.RoleLastUsed?.Region ?? "" } }),
  };
}

/** IAM sends documents URL-encoded. https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html */
function decodeDocument(document: string): string {
  try {
    return decodeURIComponent(document);
  } catch {
    // A document with a bare "%" was not encoded; one that cannot be read is kept as it came.
    return document;
  }
}
