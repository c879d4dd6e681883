import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { CreateTableCommand, DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { tableContract } from "./contract/table-contract.ts";
import { createInput } from "./create-table-input.ts";
import { createDynamoClient } from "./dynamo-client.ts";
import { createDynamoTable } from "./dynamo-table.ts";
import { initTables } from "./init-tables.ts";
import { type DynamoServer, dynamoLocalMissing, startDynalite, startDynamoLocal } from "./live/dynamodb.ts";
import { describeLive } from "./live/live.ts";
import { definitionOf, NOTES, ROLES, ROLES_OF_ACCOUNT, type TableDefinition, TABLES } from "./tables.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

/** Whether the stand-in adds indexes to existing tables: dynalite accepts the call and does nothing. */
type StandIn = { start: () => Promise<DynamoServer>; adds: boolean };

function dynamoTests({ start, adds }: StandIn): void {
  let server: DynamoServer;
  let made = 0;
  const client = () => createDynamoClient(server.options);

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  /** Tables of their own for every test, under other names. */
  const fresh = async () => {
    made += 1;
    const names = Object.fromEntries(TABLES.map(({ name }) => [name, `t${made}_${name}`]));
    const said: string[] = [];
    await initTables({ client: client(), names, say: (line) => said.push(line), pauseMs: 20 });
    return { names, said };
  };

  /** The roles table as the incumbent's script makes it: provisioned, without an index. */
  const makeOlderRoles = async (roles: TableDefinition) => {
    const { BillingMode: _, ...input } = createInput({ ...roles, indexes: [] }, "older_roles");
    const ProvisionedThroughput = { ReadCapacityUnits: 10, WriteCapacityUnits: 10 };
    await client().send(new CreateTableCommand({ ...input, ProvisionedThroughput }));
  };

  const testAdding = adds ? test : undefined;
  testAdding?.(
    "an index that an existing, provisioned table lacks is added, waited for, and answers the rows that were there",
    async () => {
      const roles = definitionOf(TABLES, ROLES);
      const { BillingMode: _, ...input } = createInput({ ...roles, indexes: [] }, "older_roles");
      await client().send(
        new CreateTableCommand({ ...input, ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 10 } }),
      );
      const table = createDynamoTable({ client: client(), names: { [ROLES]: "older_roles" } });
      await table.write(ROLES, [{ put: { arn: "r1", accountId: "1", ttl: 9 } }]);
      const said: string[] = [];
      await initTables({
        client: client(),
        tables: [roles],
        names: { [ROLES]: "older_roles" },
        say: (line) => said.push(line),
        pauseMs: 20,
      });
      expect(said).toContain(`older_roles: index ${ROLES_OF_ACCOUNT} is being added`);
      const found = await Array.fromAsync(table.query(ROLES, { index: ROLES_OF_ACCOUNT, hash: "1" }));
      expect(found).toEqual([[{ arn: "r1", accountId: "1", ttl: 9 }]]);
    },
    60_000,
  );

  const testNotAdding = adds ? undefined : test;
  testNotAdding?.("an index that the store silently does not add is told, instead of waited for forever", async () => {
    const roles = definitionOf(TABLES, ROLES);
    await makeOlderRoles(roles);
    const init = initTables({
      client: client(),
      tables: [roles],
      names: { [ROLES]: "older_roles" },
      say: () => {},
      pauseMs: 1,
    });
    await expect(init).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining(ROLES_OF_ACCOUNT),
    });
  });

  test("a conditional write whose answer was lost, and which the SDK sends again, is no conflict with itself", async () => {
    const { names } = await fresh();
    let lost = 0;
    const proxy = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      async fetch(request) {
        const { pathname } = new URL(request.url);
        const answer = await fetch(`${server.options.endpoint}${pathname}`, {
          method: request.method,
          headers: request.headers,
          body: await request.text(),
        });
        if (!/PutItem|DeleteItem/.test(request.headers.get("x-amz-target") ?? "") || lost % 2 === 1) return answer;
        lost += 1;
        return new Response("the answer is lost", { status: 500 });
      },
    });
    const table = createDynamoTable({
      client: createDynamoClient({ ...server.options, endpoint: proxy.url.origin }),
      names,
    });
    const put = { name: "a", text: "mine", gatehouse_version: 1 };
    expect(await table.write(NOTES, [{ put, if: { name: null } }])).toEqual(["written"]);
    lost = 0;
    expect(await table.write(NOTES, [{ put: { ...put, text: "another's" }, if: { name: null } }])).toEqual([
      "conflict",
    ]);
    lost = 0;
    expect(await table.write(NOTES, [{ delete: { name: "a" }, if: { gatehouse_version: 1 } }])).toEqual(["written"]);
    expect(lost).toBe(1);
    await proxy.stop(true);
  });

  test("making the tables twice changes nothing the second time", async () => {
    const { names, said } = await fresh();
    expect(said.filter((line) => line.endsWith("is being created"))).toHaveLength(TABLES.length);
    const again: string[] = [];
    await initTables({ client: client(), names, say: (line) => again.push(line), pauseMs: 20 });
    expect(again.filter((line) => line.endsWith("is there"))).toHaveLength(TABLES.length);
    expect(again.filter((line) => line.includes("being"))).toEqual([]);
  });

  test("a dry run says what would be done and does nothing", async () => {
    const names = Object.fromEntries(TABLES.map(({ name }) => [name, `dry_${name}`]));
    const said: string[] = [];
    await initTables({ client: client(), names, dryRun: true, say: (line) => said.push(line) });
    expect(said).toHaveLength(TABLES.length);
    expect(said[0]).toBe(`dry_${ROLES}: would be created`);
    await expect(client().send(new DescribeTableCommand({ TableName: `dry_${ROLES}` }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("a table of that name with other keys is left alone, with a sentence", async () => {
    const notes = definitionOf(TABLES, NOTES);
    await client().send(new CreateTableCommand(createInput({ ...notes, hash: "id" }, "other_notes")));
    const init = initTables({
      client: client(),
      tables: [notes],
      names: { [NOTES]: "other_notes" },
      say: () => {},
      pauseMs: 20,
    });
    await expect(init).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("storage.dynamodb.names"),
    });
  });

  test("a table that is not there is unavailable, and the sentence says how to make it", async () => {
    const table = createDynamoTable({ client: client(), names: { [NOTES]: "nowhere" } });
    const message = expect.stringContaining("init-tables");
    await expect(table.get(NOTES, { name: "a" })).rejects.toMatchObject({ code: "unavailable", message });
    await expect(table.write(NOTES, [{ put: { name: "a" } }])).rejects.toMatchObject({ code: "unavailable", message });
    await expect(Array.fromAsync(table.scan(NOTES))).rejects.toMatchObject({ code: "unavailable", message });
  });

  describe("the table contract", () =>
    tableContract(async () => createDynamoTable({ client: client(), names: (await fresh()).names })));
}

describeLive("dynalite", undefined, () => {
  dynamoTests({ start: startDynalite, adds: false });
});

describeLive("Amazon's DynamoDB Local", dynamoLocalMissing(), () => {
  dynamoTests({ start: startDynamoLocal, adds: true });
});
