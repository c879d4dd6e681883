import { gunzipSync } from "node:zlib";
import type { Row } from "@gatehouse/store/table";
import { ACCOUNTS, LISTINGS, ROLES } from "@gatehouse/store/tables";
import type { TestApp } from "../test-app.ts";
import type { WritePorts } from "./killing-ports.ts";
import { readKeys } from "./redis-keys.ts";

/** What differs between two histories that came to the same: how often a row was written, and by which run. */
const HISTORY = new Set(["gatehouse_version", "generation", "last"]);

/** Notes that the publishing keeps for itself, also a history. */
const OURS = "gatehouse/";

/** Everything that a sync leaves behind, in a form that two histories can be compared in. */
export async function dump(test: TestApp, ports: WritePorts, redis: string): Promise<Dump> {
  return {
    tables: Object.fromEntries(
      await Promise.all([ROLES, ACCOUNTS, LISTINGS].map(async (name) => [name, await rows(ports, name)])),
    ),
    index: await indexOf(test),
    snapshots: await snapshots(ports),
    copies: await copies(redis),
  };
}

export type Dump = Record<"tables" | "index" | "snapshots" | "copies", object>;

async function rows({ table }: WritePorts, name: string): Promise<Row[]> {
  const all: Row[] = [];
  for await (const page of table.scan(name)) all.push(...page);
  return all.map(withoutHistory).sort(byText);
}

function withoutHistory(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !HISTORY.has(key)));
}

/** What a process's read model holds once it has compared its generations. */
export async function indexOf({ app: { estate } }: TestApp): Promise<object> {
  await estate.refresh();
  return {
    accounts: [...estate.accounts().values()],
    roles: [...estate.roles()].sort(byText),
    grants: [...estate.identities()]
      .sort(byText)
      .map(([identity, count]) => [identity, count, [...estate.grantsOf(identity)].sort(byText)]),
    tags: [...estate.rolesByTag()].sort(byText),
  };
}

async function snapshots({ blobs }: WritePorts): Promise<Record<string, unknown>> {
  const keys: string[] = [];
  for await (const key of blobs.list("")) if (!key.startsWith(OURS)) keys.push(key);
  const read = async (key: string) =>
    JSON.parse(new TextDecoder().decode(unpack(key, (await blobs.get(key)) ?? new Uint8Array())));
  return Object.fromEntries(await Promise.all(keys.sort().map(async (key) => [key, await read(key)])));
}

function unpack(key: string, bytes: Uint8Array): Uint8Array {
  return key.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** The published copies, parsed where they are JSON; hash fields each by themselves. */
async function copies(url: string): Promise<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(await readKeys(url)).map(([key, value]) => [key, parsed(value)]));
}

function parsed(value: string | Record<string, string>): unknown {
  if (typeof value === "string") return JSON.parse(value);
  return Object.fromEntries(Object.entries(value).map(([field, text]) => [field, JSON.parse(text)]));
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
