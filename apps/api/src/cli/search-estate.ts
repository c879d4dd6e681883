import type { Account } from "@gatehouse/core/account";
import type { RoleFacts } from "@gatehouse/core/access/estate-view";
import type { App } from "../app.ts";

type Search = { search: string; limit: number };

/** Answers the accounts whose name or id has the text, by name; an empty text means all. */
export function searchAccounts({ estate }: App, { search, limit }: Search): Account[] {
  const wanted = search.trim().toLowerCase();
  const found = [...estate.accounts().values()].filter(
    ({ id, name }) => id.includes(wanted) || name.toLowerCase().includes(wanted),
  );
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, limit);
}

const UP_TO_ROLE = /^arn:[^:]*:iam::(\d{12}):role\/(.*)$/is;

/** Answers the roles whose ARN has the text, by ARN. */
export function searchRoles(app: App, { search, limit }: Search): RoleFacts[] {
  return rolesWith(app, search)
    .toSorted((a, b) => (a.arn < b.arn ? -1 : 1))
    .slice(0, limit);
}

/** Answers the names of the roles whose ARN has the text, each once however many accounts have it, by name. */
export function searchRoleNames(app: App, { search, limit }: Search): string[] {
  const names = new Set(rolesWith(app, search).map(({ name }) => name));
  return [...names].toSorted().slice(0, limit);
}

/**
 * Answers the roles whose ARN has the text. Where the text begins as a role's ARN, the account is that one and the rest
 * is any part of the role's path and name: the CLI asks so while a person types.
 */
function rolesWith({ estate }: App, search: string): RoleFacts[] {
  const [, accountId, rest = search] = UP_TO_ROLE.exec(search.trim()) ?? [];
  const wanted = rest.trim().toLowerCase();
  const roles = accountId === undefined ? estate.roles() : estate.rolesOf(accountId);
  return [...roles].filter((role) => {
    const text = accountId === undefined ? role.arn : `${role.path}${role.name}`;
    return text.toLowerCase().includes(wanted);
  });
}
