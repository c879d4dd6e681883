import type { IamRole } from "@gatehouse/core/role/role";
import { z } from "zod";
import { textAt } from "./row-values.ts";
import type { Row } from "./table.ts";
import { LAST_USED, TAGS } from "./write-detail.ts";

/** A policy document stands parsed inside the row's JSON; text that is no JSON stays text. */
const Document = z.unknown();
const Attached = z.object({ PolicyName: z.string(), PolicyArn: z.string() });
const Boundary = z.object({ PermissionsBoundaryArn: z.string() });

/** How the members begin between which the permissions lie. */
const PROFILES = ',"InstanceProfileList":[';
const ATTACHED = ',"AttachedManagedPolicies":[';

/** The part of the incumbent's `policy` attribute that is read back; its shape is GetAccountAuthorizationDetails'. */
type RoleDetail = {
  Path?: string;
  RoleName?: string;
  RoleId?: string;
  CreateDate?: string;
  AssumeRolePolicyDocument?: z.infer<typeof Document>;
  InstanceProfileList?: { Arn?: string; InstanceProfileName?: string }[];
  RolePolicyList?: { PolicyName: string; PolicyDocument: z.infer<typeof Document> }[];
  AttachedManagedPolicies?: z.infer<typeof Attached>[];
  PermissionsBoundary?: Partial<z.infer<typeof Boundary>>;
  Tags?: { Key: string; Value: string }[];
  RoleLastUsed?: { LastUsedDate?: string; Region?: string };
};

/** What is read of every role: not its permissions, which are most of what is known of it. */
export type RoleOutline = Pick<
  IamRole,
  "arn" | "accountId" | "name" | "path" | "tags" | "trustPolicy" | "permissionsBoundary"
>;

/** Reads the outline of the role that a row tells of; what its permissions say is not even parsed where we wrote it. */
export function readOutline(row: Row): RoleOutline {
  const policy = textAt(row, "policy") || "{}";
  const from = policy.indexOf(PROFILES);
  const to = policy.lastIndexOf(ATTACHED);
  // A document may have a member of the same name; what we wrote has this one in any case.
  const isOurs = typeof row["gatehouse_hash"] === "string" && from !== -1 && from === policy.lastIndexOf(PROFILES);
  const detail = isOurs && to > from ? policy.slice(0, from) + policy.slice(to) : policy;
  return outlineOf(row, JSON.parse(detail) as RoleDetail);
}

function outlineOf(row: Row, detail: RoleDetail): RoleOutline {
  const boundary = detail.PermissionsBoundary?.PermissionsBoundaryArn ?? ownBoundary(row["permissions_boundary"]);
  return {
    arn: textAt(row, "arn"),
    accountId: textAt(row, "accountId"),
    name: detail.RoleName ?? textAt(row, "name"),
    path: detail.Path ?? "/",
    trustPolicy: textOfDocument(detail.AssumeRolePolicyDocument ?? {}),
    ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
    tags: tagsOf(detail),
  };
}

/** Nearly no row has one outside its policy, and asking zod costs as much as all the rest. */
function ownBoundary(value: Row[string] | undefined): string | undefined {
  return value === undefined ? undefined : Boundary.safeParse(value).data?.PermissionsBoundaryArn;
}

/** Reads a row of the roles table, ours or the incumbent's, as the role that it tells of. */
export function readRole(row: Row): IamRole {
  const detail = JSON.parse(textAt(row, "policy") || "{}") as RoleDetail;
  const used = detail.RoleLastUsed;
  return {
    ...outlineOf(row, detail),
    roleId: detail.RoleId ?? textAt(row, "resourceId"),
    createdAt: timeOf(detail.CreateDate ?? ""),
    inlinePolicies: (detail.RolePolicyList ?? []).map(({ PolicyName, PolicyDocument }) => ({
      name: PolicyName,
      document: textOfDocument(PolicyDocument),
    })),
    attachedPolicies: (detail.AttachedManagedPolicies ?? []).map(({ PolicyName, PolicyArn }) => ({
      name: PolicyName,
      arn: PolicyArn,
    })),
    instanceProfiles: (detail.InstanceProfileList ?? []).map(
      ({ Arn, InstanceProfileName }) => Arn ?? InstanceProfileName ?? "",
    ),
    ...(used?.LastUsedDate === undefined
      ? {}
      : { lastUsed: { at: timeOf(used.LastUsedDate), region: used.Region ?? "" } }),
  };
}

/** Reads a role's tags alone. */
export function readTags(row: Row): IamRole["tags"] {
  const policy = textAt(row, "policy");
  const from = policy.lastIndexOf(TAGS);
  const to = policy.lastIndexOf(LAST_USED);
  // In what we wrote they are followed by the last use alone; within a text every quote would have its backslash.
  const isOurs = typeof row["gatehouse_hash"] === "string" && from !== -1 && to > from;
  const detail = isOurs ? `{${policy.slice(from + 1, to)}}` : policy || "{}";
  return tagsOf(JSON.parse(detail) as RoleDetail);
}

function tagsOf({ Tags = [] }: RoleDetail): IamRole["tags"] {
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
}

function textOfDocument(document: unknown): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}

/** The incumbent wrote times with an offset; ours are ISO strings in UTC. */
function timeOf(text: string): string {
  if (text === "" || text.endsWith("Z")) return text;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : time.toISOString();
}
