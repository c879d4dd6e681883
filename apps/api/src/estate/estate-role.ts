import type { RoleOutline } from "@gatehouse/store/role-row";

/** What the pages need of a role; policies stay in the store. */
export type EstateRole = RoleOutline;

/** Keeps one copy of texts that many roles share: paths, tags, trust policies. */
export type Interner = (text: string) => string;

const MOST_TEXTS = 100_000;

/** Makes an interner that remembers so many texts at most, and then begins anew. */
export function createInterner(): Interner {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(text, text);
    return text;
  };
}

/** Shares the texts of a role with other roles. */
export function toEstateRole(role: RoleOutline, intern: Interner): EstateRole {
  const { arn, accountId, name, path, trustPolicy, permissionsBoundary } = role;
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(role.tags)) tags[key] = intern(value);
  const slim = { arn, accountId: intern(accountId), name, path: intern(path), tags, trustPolicy: intern(trustPolicy) };
  return permissionsBoundary === undefined ? slim : { ...slim, permissionsBoundary: intern(permissionsBoundary) };
}
