import { z } from "zod";
import type { Row, Table } from "./table.ts";
import { TOKENS, TOKENS_OF_OWNER } from "./tables.ts";
import { changeRow } from "./versioned.ts";

/** An API token; of its secret only the SHA-256 is kept, so that whoever reads the table can act as nobody. */
export const ApiToken = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  owner: z.string().min(1),
  name: z.string().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/, "a token is stored under the SHA-256 of its secret"),
  /** The commands it may run. */
  scopes: z.array(z.string()),
  createdAt: z.string(),
  /** When sign-on said who made it; absent in rows of before, which count from their beginning. */
  signedOnAt: z.string().exactOptional(),
  expiresAt: z.string(),
  /** When it was last used, to a few minutes. */
  usedAt: z.string().exactOptional(),
  usedFrom: z.string().exactOptional(),
  revokedAt: z.string().exactOptional(),
});
export type ApiToken = z.infer<typeof ApiToken>;

export type Tokens = {
  put(token: ApiToken): Promise<void>;
  /** Reads the row itself, strongly consistent. */
  read(id: string): Promise<ApiToken | undefined>;
  /** A person's tokens, the newest first, ended ones too until their rows go. */
  ofOwner(owner: string): Promise<ApiToken[]>;
  /** Changes a token by what its row says, again where somebody else was faster; undefined where there is none. */
  change(id: string, decide: (token: ApiToken) => ApiToken): Promise<ApiToken | undefined>;
};

/** An ended token stays in its owner's list for so long. */
const KEPT_SECONDS = 30 * 86_400;

/** Keeps one row per token. */
export function createTokens(table: Table): Tokens {
  return {
    async put(token) {
      await table.write(TOKENS, [{ put: toRow(token), if: { id: null } }]);
    },
    async read(id) {
      const row = await table.get(TOKENS, { id });
      return row && ApiToken.parse(row);
    },
    async ofOwner(owner) {
      const pages = await Array.fromAsync(
        table.query(TOKENS, { index: TOKENS_OF_OWNER, hash: owner, descending: true }),
      );
      return pages.flat().map((row) => ApiToken.parse(row));
    },
    async change(id, decide) {
      const row = await changeRow(table, { table: TOKENS, key: { id } }, (row) =>
        row === undefined ? undefined : toRow(decide(ApiToken.parse(row))),
      );
      return row && ApiToken.parse(row);
    },
  };
}

function toRow(token: ApiToken): Row {
  const ttl = Math.ceil(Date.parse(token.expiresAt) / 1000) + KEPT_SECONDS;
  return { ...ApiToken.parse(token), ttl };
}
