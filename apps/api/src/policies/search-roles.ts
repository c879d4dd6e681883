import type { Account } from "@gatehouse/core/account";
import type { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import { onceFilled } from "../access/once-filled.ts";
import type { App } from "../app.ts";

export const SearchRoles = z.object({ text: z.string().max(300) });

const MOST = 20;

export type FoundRole = { arn: string; name: string; accountName: string; environment?: Account["environment"] };

/** Answers roles of the estate whose ARN, or whose account's name, contains every word of a text. */
export async function searchRoles(
  app: App,
  _actor: Person,
  { text }: z.infer<typeof SearchRoles>,
): Promise<{ roles: FoundRole[]; more: boolean }> {
  await onceFilled(app);
  const words = text.toLowerCase().split(/\s+/);
  const accounts = app.estate.accounts();
  const roles: FoundRole[] = [];
  for (const { arn, name, accountId } of app.estate.roles()) {
    const { name: accountName = accountId, environment } = accounts.get(accountId) ?? {};
    const searched = `${arn} ${accountName}`.toLowerCase();
    if (!words.every((word) => searched.includes(word))) continue;
    if (roles.length === MOST) return { roles, more: true };
    roles.push({ arn, name, accountName, ...(environment === undefined ? {} : { environment }) });
  }
  return { roles, more: false };
}
