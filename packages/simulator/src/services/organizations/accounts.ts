import * as Organizations from "@aws-sdk/client-organizations";
import type { Account } from "../../world/account.ts";
import { organizationArn, type Organization } from "../../world/organization.ts";
import type { Estate } from "../../world/world.ts";
import { pageById, type Paging } from "./context.ts";

/** An account as Organizations gives it: State tells its life; the retired Status is no longer given. */
export function toAccount(organization: Organization, account: Account): Organizations.Account {
  return {
    Id: account.id,
    Arn: organizationArn(organization, `account/${account.id}`),
    Email: account.email,
    Name: account.name,
    State: account.state,
    JoinedMethod: account.name.startsWith("acquired") ? "INVITED" : "CREATED",
    JoinedTimestamp: account.joinedAt,
  };
}

/** The organization's accounts, in no promised order. */
export function accountsOf({ accounts }: Estate, { accountIds }: Organization): Account[] {
  return accountIds.map((id) => accounts.get(id)).filter((account) => account !== undefined);
}

/** Lists accounts, all or those that a test accepts. */
export function listAccounts(
  organization: Organization,
  accounts: readonly Account[],
  paging: Paging,
): Organizations.ListAccountsResponse {
  const { items, ...next } = pageById(accounts, ({ id }) => id, paging);
  return { Accounts: items.map((account) => toAccount(organization, account)), ...next };
}

/** One account of the organization. */
export function describeAccount(estate: Estate, organization: Organization, id: string) {
  const account = accountsOf(estate, organization).find((one) => one.id === id);
  if (account) return { Account: toAccount(organization, account) };
  throw new Organizations.AccountNotFoundException({
    message: "You specified an account that doesn't exist.",
    $metadata: {},
  });
}
