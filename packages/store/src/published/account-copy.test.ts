import { expect, test } from "bun:test";
import type { Account } from "@gatehouse/core/account";
import { toAccountsCopy } from "./account-copy.ts";

const account: Account = {
  id: "111122223333",
  name: "orders-prod",
  partition: "aws",
  hub: "main",
  state: "ACTIVE",
  units: [],
};

test("only an account that is read by a sync is told as synced: one that left or is suspended is not", () => {
  const left = { ...account, leftAt: "2026-01-01T00:00:00.000Z" };
  const { accounts } = toAccountsCopy([account, left, { ...account, state: "SUSPENDED" }]);
  expect(accounts).toMatchObject([{ sync_enabled: true }, { sync_enabled: false }, { sync_enabled: false }]);
});
