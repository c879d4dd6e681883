import { textAt } from "./row-values.ts";
import { Account } from "@gatehouse/core/account";
import { applyBatch, type Complete, type Recorders } from "./apply-batch.ts";
import { readOnce } from "./read-once.ts";
import type { Applied } from "./roles.ts";
import type { Row, Table, Write } from "./table.ts";
import { ACCOUNTS } from "./tables.ts";
import { asRead, nextVersion, VERSION } from "./versioned.ts";

/** The kind under which accounts are listed; what stands for the account id there is the scope of the listing. */
export const ACCOUNT = "account";

export type AccountBatch = { put: readonly Account[]; remove?: readonly string[]; complete?: Complete };

export type Accounts = {
  /** Every account that is known, whatever its state, by id. */
  all(): Promise<Account[]>;
  /** One account as its row is at this moment. */
  read(id: string): Promise<Account | undefined>;
  /** Writes and removes accounts; those that are stored as they are, are not written. The scope names whose listing it is. */
  apply(scope: string, batch: AccountBatch): Promise<Applied>;
};

const toAccount = readOnce((row) => Account.parse(row));

/** Keeps one row per account. */
export function createAccounts({ table, listings, cache }: Recorders & { table: Table }): Accounts {
  const rows = async (): Promise<Row[]> => {
    const all: Row[] = [];
    for await (const page of table.scan(ACCOUNTS)) all.push(...page);
    return all;
  };

  return {
    async all() {
      const accounts = (await rows()).map((row) => Account.parse(row));
      return accounts.sort((a, b) => Number(a.id) - Number(b.id));
    },
    async read(id) {
      const row = await table.get(ACCOUNTS, { id });
      return row && toAccount(row);
    },
    async apply(scope, { put, remove = [], complete }) {
      const stored = new Map((await rows()).map((row) => [textAt(row, "id"), row]));
      const puts = put
        .filter((account) => !isSame(account, stored.get(account.id)))
        .map((account) => putOf(account, stored));
      const removes = remove.filter((id) => stored.has(id)).map((id) => deleteOf(id, stored));
      const { generation, keys } = await applyBatch(
        { listings, cache },
        {
          of: { accountId: scope, kind: ACCOUNT },
          ...(complete === undefined ? {} : { complete }),
          changes: puts.length + removes.length > 0,
          write: async () => {
            const writes = [...puts, ...removes];
            const written = await table.write(ACCOUNTS, writes);
            return writes.filter((_, at) => written[at] === "written").map(keyOf);
          },
        },
      );
      const removed = keys.filter((id) => remove.includes(id)).length;
      return { changed: keys.length - removed, removed, generation };
    },
  };
}

function isSame(account: Account, row: Row | undefined): boolean {
  return row !== undefined && Bun.deepEquals(Account.parse(account), Account.parse(row));
}

function putOf(account: Account, stored: ReadonlyMap<string, Row>): Write {
  const row = stored.get(account.id);
  const fresh = JSON.parse(JSON.stringify(account)) as Row;
  return { put: { ...fresh, [VERSION]: nextVersion(row) }, if: asRead(row, { key: "id" }) };
}

function deleteOf(id: string, stored: ReadonlyMap<string, Row>): Write {
  return { delete: { id }, if: asRead(stored.get(id), { key: "id" }) };
}

function keyOf(write: Write): string {
  return textAt("put" in write ? write.put : write.delete, "id");
}
