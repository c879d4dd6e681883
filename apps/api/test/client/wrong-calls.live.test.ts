import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

const API = join(import.meta.dir, "../..");
const TSC = join(API, "../../node_modules/typescript/bin/tsc");
const HEAD = `import { createClient } from "@gatehouse/api/client";
const client = createClient({ url: "http://127.0.0.1", token: "gth" });
`;
let folder: string;

beforeAll(async () => {
  // Inside the workspace, so that packages are found as any tool of ours finds them.
  await mkdir(join(API, ".tsbuild"), { recursive: true });
  folder = await mkdtemp(join(API, ".tsbuild/calls-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What tsc says of programs that use the client, by the line of each program's call. */
async function compile(calls: readonly string[]): Promise<{ code: number; wrong: number[]; said: string }> {
  await Bun.write(join(folder, "calls.ts"), HEAD + calls.join("\n"));
  const options = { noEmit: true, composite: false, incremental: false, rootDir: "../../../..", types: ["bun-types"] };
  const config = { extends: "../../../../tsconfig.base.json", compilerOptions: options, files: ["calls.ts"] };
  await Bun.write(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = Bun.spawn([process.execPath, TSC, "-p", folder, "--pretty", "false"], { stdout: "pipe", stderr: "pipe" });
  const [said, code] = await Promise.all([tsc.stdout.text(), tsc.exited]);
  const lines = [...said.matchAll(/calls\.ts\((\d+),/g)].map(([, line]) => Number(line) - 2);
  return { code, wrong: [...new Set(lines)], said };
}

const RIGHT = [
  "const right = await client.access.eligibleRoles.query({ includeCliOnly: true });",
  "export const arns: string[] = right.roles.map(({ arn }) => arn);",
  'export const run: Promise<{ run: string; started: boolean }> = client.jobs.runNow.mutate({ job: "sync-estate" });',
  "client.jobs.progress.subscribe({}, { onData: ({ id, data }) => console.log(id, data.sequence) });",
];
const WRONG = [
  "await client.access.noSuchCall.query({});",
  'await client.access.eligibleRoles.query({ includeCliOnly: "yes" });',
  "await client.access.eligibleRoles.mutate({});",
  "await client.jobs.runNow.mutate({});",
  "export const wrong: number = (await client.jobs.overview.query()).jobs;",
  'createClient({ url: "http://127.0.0.1" });',
];

test("right calls compile, and each wrong one does not", async () => {
  const right = await compile(RIGHT);
  expect([right.code, right.said]).toEqual([0, ""]);
  const mixed = await compile([...RIGHT, ...WRONG]);
  expect(mixed.code).not.toBe(0);
  expect(mixed.wrong).toEqual(WRONG.map((_, index) => RIGHT.length + index + 1));
});
