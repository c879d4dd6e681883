import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { createMemoryBlobs } from "../test/test-store.ts";
import { createDynamoClient } from "./dynamo-client.ts";
import { createDynamoTable } from "./dynamo-table.ts";
import { initTables } from "./init-tables.ts";
import { type DynamoServer, dynamoLocalMissing, startDynalite, startDynamoLocal } from "./live/dynamodb.ts";
import { describeLive } from "./live/live.ts";
import { createMemoryCache } from "./memory-cache.ts";
import { createStore } from "./store.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

const SERVERS = [
  ["dynalite", undefined, startDynalite],
  ["DynamoDB Local", dynamoLocalMissing(), startDynamoLocal],
] as const;

for (const [name, missing, start] of SERVERS) {
  describeLive(`people, sessions and tokens on ${name}`, missing, () => {
    let dynamo: DynamoServer;

    beforeAll(async () => {
      dynamo = await start();
      await initTables({ client: createDynamoClient(dynamo.options), say: () => {}, pauseMs: 20 });
    });
    afterAll(() => dynamo.close());

    /** The records as one of several processes sees them. */
    const open = () => {
      const table = createDynamoTable({ client: createDynamoClient(dynamo.options) });
      const cache = createMemoryCache({ now: Date.now });
      return createStore({ table, cache, blobs: createMemoryBlobs(), now: Date.now });
    };

    test("of several processes one claims a name", async () => {
      const claims = [open(), open(), open()].map(({ once }) => once.claim("a state", 60_000));
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    });

    test("a person's sessions and tokens, made in one process, are found and ended in another", async () => {
      const [here, there] = [open(), open()];
      const person = { kind: "person" as const, name: "noor@larkspur.example", groups: ["security-audit"] };
      const at = new Date().toISOString();
      const later = new Date(Date.now() + 3_600_000).toISOString();
      const times = { createdAt: at, seenAt: at, expiresAt: later };
      const key = "a".repeat(64);
      await here.sessions.put({ key, person, displayName: "Noor", method: "oidc", ...times, leave: "sealed" });
      expect(await there.sessions.keysOf(person.name)).toEqual([key]);
      expect(await there.sessions.read(key)).toMatchObject({ leave: "sealed", person });

      const token = { id: "0".repeat(16), owner: person.name, name: "x", hash: key, scopes: ["view-jobs"] };
      await here.tokens.put({ ...token, createdAt: at, expiresAt: later });
      await there.tokens.change(token.id, (row) => ({ ...row, revokedAt: at }));
      expect(await here.tokens.ofOwner(person.name)).toEqual([
        { ...token, createdAt: at, expiresAt: later, revokedAt: at },
      ]);

      await there.sessions.end(key);
      expect(await here.sessions.read(key)).toBeUndefined();
      expect(await here.sessions.keysOf(person.name)).toEqual([]);
    });
  });
}
