import { Person } from "@gatehouse/core/actor";
import { CliLogin } from "@gatehouse/core/cli/cli-login";
import { z } from "zod";
import { readOnce } from "./read-once.ts";
import type { Row, Table } from "./table.ts";
import { CLI_LOGINS, LOGINS_OF_PERSON } from "./tables.ts";
import { asRead, nextVersion, VERSION } from "./versioned.ts";

/** A CLI login; its id is the SHA-256 of the secret in the token, so that whoever reads the table has no token. */
export const StoredLogin = CliLogin.omit({ person: true }).extend({
  id: z.string().regex(/^[0-9a-f]{64}$/, "a CLI login is stored under the SHA-256 of its secret"),
  person: Person,
  /** The sign-on method of the browser that approved it. */
  method: z.string(),
  /** When sign-on said who that browser's person is; absent in rows of before, which count from their beginning. */
  signedOnAt: z.string().exactOptional(),
});
export type StoredLogin = z.infer<typeof StoredLogin>;

export type CliLogins = {
  put(login: StoredLogin): Promise<void>;
  /** Reads the row itself, strongly consistent; a login past its end counts as absent. */
  read(id: string): Promise<StoredLogin | undefined>;
  /** The logins of a person that have not ended, the latest first; may lag behind the rows by a moment. */
  ofPerson(person: string): Promise<StoredLogin[]>;
  /**
   * Notes something about a login. Of many that note at once one is kept, since they come from the same moment; a login
   * that was ended meanwhile stays ended.
   */
  note(id: string, change: (login: StoredLogin) => StoredLogin): Promise<void>;
  end(id: string): Promise<void>;
};

/** Keeps one row per login; ending one is removing its row. */
export function createCliLogins({ table, now }: { table: Table; now: () => number }): CliLogins {
  const isLive = ({ expiresAt, endsAt }: StoredLogin): boolean =>
    Math.min(Date.parse(expiresAt), Date.parse(endsAt)) > now();
  return {
    async put(login) {
      await table.write(CLI_LOGINS, [{ put: { ...toRow(login), [VERSION]: 1 } }]);
    },
    async read(id) {
      const row = await table.get(CLI_LOGINS, { id });
      const login = row && toLogin(row);
      return login && isLive(login) ? login : undefined;
    },
    async ofPerson(person) {
      const pages = await Array.fromAsync(table.query(CLI_LOGINS, { index: LOGINS_OF_PERSON, hash: person }));
      const logins = pages.flat().map(toLogin).filter(isLive);
      return logins.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    },
    async note(id, change) {
      const row = await table.get(CLI_LOGINS, { id });
      if (row === undefined) return;
      const changed = { ...toRow(change(toLogin(row))), [VERSION]: nextVersion(row) };
      await table.write(CLI_LOGINS, [{ put: changed, if: asRead(row, { key: "id" }) }]);
    },
    async end(id) {
      await table.write(CLI_LOGINS, [{ delete: { id } }]);
    },
  };
}

function toRow(login: StoredLogin): Row {
  const { person, ...rest } = StoredLogin.parse(login);
  const ttl = Math.ceil(Date.parse(rest.endsAt) / 1000);
  const row = { ...rest, person: person.name, groups: person.groups, ttl };
  return JSON.parse(JSON.stringify(row)) as Row;
}

const toLogin = readOnce(({ person, groups, ...row }: Row): StoredLogin =>
  StoredLogin.parse({ ...row, person: { kind: "person", name: person, groups } }),
);
