import { parseArn } from "@gatehouse/core/arn";
import type { IamRole } from "@gatehouse/core/role/role";

/** How the last two members begin. */
export const TAGS = ',"Tags":[';
export const LAST_USED = ',"RoleLastUsed":';

/** As much of an ISO time as tells the day. */
const DAY = "2026-11-24".length;

/** So many documents are remembered at most. */
const DOCUMENTS = 2_000;

/** A role as the text of its row's `policy` attribute, and the hash of what it says. */
export type WrittenRole = { detail: string; hash: string };

/**
 * Makes what writes a role as the JSON text of the incumbent's `policy` attribute: the same text for the same role, always.
 * Its hash is the SHA-256 of everything that is known of it; equal for roles that AWS tells in another order or spacing, or as
 * last used at another time of the same day: else a role in use would be written at every sync. Tags that name owners count,
 * so that other ones give every row its owner anew.
 */
export function createDetailWriter(ownerTags: readonly string[] = []): (role: IamRole) => WrittenRole {
  const spaced = createSpacing();
  return (role) => {
    const { lastUsed } = role;
    const detail = `${writeMembers(role, spaced)}${LAST_USED}`;
    const byDay = lastUsed && { at: lastUsed.at.slice(0, DAY), region: "" };
    const hash = new Bun.CryptoHasher("sha256").update(`${detail}${writeLastUsed(byDay)}}`);
    if (ownerTags.length > 0) hash.update(JSON.stringify(ownerTags));
    return { detail: `${detail}${writeLastUsed(lastUsed)}}`, hash: hash.digest("hex") };
  };
}

/** Writes one role. */
export function writeDetail(role: IamRole, ownerTags: readonly string[] = []): WrittenRole {
  return createDetailWriter(ownerTags)(role);
}

function writeLastUsed(used: IamRole["lastUsed"]): string {
  return JSON.stringify(used === undefined ? {} : { LastUsedDate: used.at, Region: used.region });
}

/** Everything but the last use, as the text of an object that is not closed. */
function writeMembers(role: IamRole, spaced: (document: string) => string): string {
  const byName = <T extends { name: string }>(list: readonly T[]): T[] =>
    list.toSorted((a, b) => compare(a.name, b.name));
  const before = JSON.stringify({
    Path: role.path,
    RoleName: role.name,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createdAt,
  });
  const profiles = JSON.stringify(role.instanceProfiles.toSorted(compare).map(instanceProfile));
  const policies = byName(role.inlinePolicies).map(
    ({ name, document }) => `{"PolicyName":${JSON.stringify(name)},"PolicyDocument":${spaced(document)}}`,
  );
  const after = JSON.stringify({
    AttachedManagedPolicies: role.attachedPolicies
      .toSorted((a, b) => compare(a.arn, b.arn))
      .map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })),
    ...(role.permissionsBoundary === undefined
      ? {}
      : {
          PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: role.permissionsBoundary },
        }),
    Tags: Object.keys(role.tags)
      .toSorted(compare)
      .map((key) => ({ Key: key, Value: role.tags[key] })),
  });
  return `${before.slice(0, -1)},"AssumeRolePolicyDocument":${spaced(role.trustPolicy)},"InstanceProfileList":${profiles},"RolePolicyList":[${policies.join(",")}],${after.slice(1, -1)}`;
}

/** Makes what writes a document's JSON without its spacing, each of those seen lately once; text that is no JSON as a text. */
function createSpacing(): (document: string) => string {
  const known = new Map<string, string>();
  return (document) => {
    const same = known.get(document);
    if (same !== undefined) return same;
    if (known.size >= DOCUMENTS) known.clear();
    const text = JSON.stringify(documentOf(document));
    known.set(document, text);
    return text;
  };
}

function documentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function instanceProfile(text: string): object {
  const name = text.slice(text.lastIndexOf("/") + 1);
  return parseArn(text) === undefined ? { InstanceProfileName: text } : { InstanceProfileName: name, Arn: text };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
