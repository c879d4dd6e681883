import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import { createAudit } from "./audit.ts";
import { createDynamoClient } from "./dynamo-client.ts";
import { createDynamoTable } from "./dynamo-table.ts";
import { initTables } from "./init-tables.ts";
import { type DynamoServer, startDynalite } from "./live/dynamodb.ts";
import { createSettingsStore, NEVER_SAVED } from "./settings.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

const NOW = Date.parse("2026-11-24T06:00:00.000Z");
const now = () => NOW;

describe("audit log and settings in DynamoDB", () => {
  let dynamo: DynamoServer;

  beforeAll(async () => {
    dynamo = await startDynalite();
    await initTables({ client: createDynamoClient(dynamo.options), say: () => {}, pauseMs: 20 });
  });
  afterAll(() => dynamo.close());

  const open = () => createDynamoTable({ client: createDynamoClient(dynamo.options) });

  test("pages by each key hold every event once, the newest first", async () => {
    const audit = createAudit({ table: open(), now });
    const wanted = Array.from({ length: 450 }, (_, at): AuditEvent => ({
      id: `e${at}`,
      at: new Date(NOW - at * 400_000).toISOString(),
      actor: { kind: "person", name: at % 3 === 0 ? "bo@x" : "ann@x", groups: [] },
      command: at % 2 === 0 ? "sign-in" : "run-job",
      outcome: "done",
    }));
    await Promise.all(wanted.map((event) => audit.record(event)));
    const turn = async (filter: Parameters<typeof audit.search>[0]): Promise<string[]> => {
      const ids: string[] = [];
      let before: string | undefined;
      do {
        const { events, next } = await audit.search(filter, { before, most: 70 });
        ids.push(...events.map(({ id }) => id));
        before = next;
      } while (before !== undefined);
      return ids;
    };
    const ids = (fits: (event: AuditEvent) => boolean) => wanted.filter(fits).map(({ id }) => id);
    expect(await turn({})).toEqual(ids(() => true));
    expect(await turn({ person: "ann@x" })).toEqual(ids(({ actor }) => actor.name === "ann@x"));
    expect(await turn({ command: "run-job" })).toEqual(ids(({ command }) => command === "run-job"));
    expect(await turn({ person: "bo@x", command: "sign-in" })).toEqual(
      ids(({ actor, command }) => actor.name === "bo@x" && command === "sign-in"),
    );
  });

  test("of many who save the settings at once through two clients one is saved, and each version is kept", async () => {
    const [one, other] = [open(), open()].map((table) => createSettingsStore({ table, now }));
    if (one === undefined || other === undefined) throw new Error("two stores were opened");
    await one.save({ text: "a: 0", by: "a@x" }, NEVER_SAVED);
    const mark = (await other.current())?.mark ?? "";
    const saves = [one, other, one, other].map((store, at) => store.save({ text: `a: ${at + 1}`, by: "b@x" }, mark));
    expect((await Promise.all(saves)).filter((result) => result === "saved")).toHaveLength(1);
    const versions = await one.versions();
    expect(versions.map(({ savedBy }) => savedBy)).toEqual(["a@x"]);
    expect(await other.version(versions[0]?.id ?? "")).toMatchObject({ text: "a: 0" });
  });
});
