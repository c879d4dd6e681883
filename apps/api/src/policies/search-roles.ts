import type { Account } from "@gatehouse/core/account";
import type { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import type { App } from "../app.ts";
import { rolesInView } from "./roles-in-view.ts";

export const SearchRoles = z.object({ text: z.string().max(300) });

const MOST = 20;

export type FoundRole = { arn: string; name: string; accountName: string; environment?: Account["environment"] };

/** Answers roles that this person may ask about and whose ARN, or whose account's name, contains every word of a text. */
export async function searchRoles(
  app: App,
  actor: Person,
  { text }: z.infer<typeof SearchRoles>,
): Promise<{ roles: FoundRole[]; more: boolean }> {
  const view = await rolesInView(app, actor);
  const words = text.toLowerCase().split(/\s+/);
  const accounts = app.estate.accounts();
  const roles: FoundRole[] = [];
  for (const { arn, name, accountId } of view.roles()) {
    const { name: accountName = accountId, environment } = accounts.get(accountId) ?? {};
    const searched = `${arn} ${accountName}`.toLowerCase();
    if (!words.every((word) => searched.includes(word))) continue;
    if (roles.length === MOST) return { roles, more: true };
    roles.push({ arn, name, accountName, ...(environment === undefined ? {} : { environment }) });
  }
  return { roles, more: false };
}
