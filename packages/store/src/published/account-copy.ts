import { type Account, isSynced } from "@gatehouse/core/account";

/** Writes accounts as the incumbent's model of them: ALL_AWS_ACCOUNTS. */
export function toAccountsCopy(accounts: readonly Account[]): { accounts: object[] } {
  return { accounts: accounts.map(toAccountCopy) };
}

function toAccountCopy(account: Account): object {
  const { id, name, state, environment, email } = account;
  return {
    id,
    name,
    status: state.toLowerCase(),
    type: "aws",
    sync_enabled: isSynced(account),
    sensitive: false,
    // The incumbent knows two environments.
    environment: environment === undefined ? null : environmentOf(environment),
    aliases: null,
    email: email ?? null,
  };
}

function environmentOf(environment: string): string {
  return environment === "prod" ? "prod" : "test";
}
