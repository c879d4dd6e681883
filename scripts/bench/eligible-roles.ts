import { createApp } from "@gatehouse/api/app";
import { createServer } from "@gatehouse/api/server";
import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { SILENT } from "./silent-log.ts";
import { tell } from "./figure.ts";
import { benchConfig, PEOPLE, storeLargeEstate } from "./large-estate.ts";
import { inFolder } from "./in-folder.ts";
import { queryOf, visit } from "./visitor.ts";

const ROUNDS = 12;
/** So many that both run as they do in a server that has been up for a while. */
const CALLS = 3_000;
const INPUT = { includeCliOnly: false };

/** CPU of one call for a hundred rows, out of an estate of 100,000 roles, against tRPC alone with the same bytes. */
export async function eligibleRoles(): Promise<boolean> {
  return inFolder(async (folder) => {
    await storeLargeEstate(folder, { accounts: 500, roles: 200 });
    const app = await createApp(benchConfig(folder), { log: SILENT });
    await app.estate.filled();
    const server = createServer(app, { addressOf: () => "127.0.0.1" });
    const visitor = await visit(server, PEOPLE.few);
    const text = await visitor.query("access.eligibleRoles", INPUT);
    const rows: { result: { data: { roles: unknown[] } } } = JSON.parse(text);
    if (rows.result.data.roles.length !== 100)
      throw new Error(`Expected 100 rows, not ${rows.result.data.roles.length}`);
    const ours = () => server.handle(queryOf("access.eligibleRoles", INPUT, visitor.cookie));
    const bare = bareProcedure(rows.result.data, visitor.cookie);
    if ((await (await bare()).text()).length !== text.length) throw new Error("The two do not answer the same bytes");
    const { first, second } = await cpuOfEach(ours, bare);
    await app.close();
    return tell({
      bench: "eligible-roles",
      value: first,
      unit: "µs of CPU a request",
      against: "the same bytes from a bare tRPC procedure",
      ratio: first / second,
      budget: 1.3,
    });
  });
}

function bareProcedure(data: unknown, cookie: string): () => Promise<Response> {
  const t = initTRPC.create();
  const router = t.router({
    access: t.router({ eligibleRoles: t.procedure.input((input) => input).query(() => data) }),
  });
  return () =>
    fetchRequestHandler({ endpoint: "/api/trpc", router, req: queryOf("access.eligibleRoles", INPUT, cookie) });
}

/** Best of several rounds for each, taken in turns, so that both meet the same machine. */
async function cpuOfEach(one: () => Promise<Response>, other: () => Promise<Response>) {
  const first: number[] = [];
  const second: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    first.push(await cpuOf(one));
    second.push(await cpuOf(other));
  }
  return { first: Math.min(...first.slice(1)), second: Math.min(...second.slice(1)) };
}

async function cpuOf(call: () => Promise<Response>): Promise<number> {
  Bun.gc(true);
  const before = process.cpuUsage();
  for (let count = 0; count < CALLS; count += 1) await (await call()).text();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}
