import { Database } from "bun:sqlite";
import { createApp } from "@gatehouse/api/app";
import { createServer } from "@gatehouse/api/server";
import { ROLES } from "@gatehouse/store/tables";
import { SILENT } from "./silent-log.ts";
import { tell } from "./figure.ts";
import { inFolder } from "./in-folder.ts";
import { benchConfig, PEOPLE, storeLargeEstate } from "./large-estate.ts";
import { visit } from "./visitor.ts";

/** From nothing to the first complete answer with 100,000 roles stored, against reading and parsing their rows once. */
export async function start(): Promise<boolean> {
  return inFolder(async (folder) => {
    await storeLargeEstate(folder, { accounts: 500, roles: 200 });
    readOnce(folder);
    const readings: number[] = [];
    const starts: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      readings.push(timed(() => readOnce(folder)));
      starts.push(await firstAnswer(folder));
    }
    const [reading, starting] = [Math.min(...readings), Math.min(...starts)];
    return tell({
      bench: "start",
      value: starting,
      unit: "ms to the first complete answer",
      against: "reading and parsing the same rows once",
      ratio: starting / reading,
      budget: 3,
    });
  });
}

function readOnce(folder: string): void {
  const database = new Database(`${folder}/gatehouse.sqlite`, { readonly: true });
  let count = 0;
  for (const { row } of database.query<{ row: string }, []>(`SELECT "#row" AS row FROM "${ROLES}"`).iterate()) {
    count += Object.keys(JSON.parse(row)).length > 0 ? 1 : 0;
  }
  database.close();
  if (count !== 100_000) throw new Error(`Expected 100,000 rows, not ${count}`);
}

function timed(work: () => void): number {
  Bun.gc(true);
  const started = performance.now();
  work();
  return performance.now() - started;
}

async function firstAnswer(folder: string): Promise<number> {
  Bun.gc(true);
  const started = performance.now();
  const app = await createApp(benchConfig(folder), { log: SILENT });
  const server = createServer(app, { addressOf: () => "127.0.0.1" });
  const visitor = await visit(server, PEOPLE.few);
  await app.estate.filled();
  const answer: { result: { data: { roles: unknown[]; stale?: string } } } = JSON.parse(
    await visitor.query("access.eligibleRoles", { includeCliOnly: false }),
  );
  const took = performance.now() - started;
  const { roles, stale } = answer.result.data;
  await app.close();
  if (roles.length !== 100 || stale !== undefined)
    throw new Error(`The answer is not complete: ${stale ?? roles.length}`);
  return took;
}
