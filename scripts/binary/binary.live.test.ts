import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { firstRoles } from "../demo/first-roles.ts";
import { followFirstSync } from "../demo/first-sync.ts";
import { freePort } from "../demo/free-port.ts";
import { type Demo, startDemo } from "../demo/start-demo.ts";
import { buildBinary } from "./build-binary.ts";

const MINUTE = 60_000;
const PERSON = "priya.raman@larkspur.example";

let folder: string;
let binary: string;
let demo: Demo;
let metrics: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-binary-"));
  binary = join(folder, "gatehouse");
  await buildBinary(binary);
  const port = await freePort(0);
  metrics = `http://127.0.0.1:${port}/metrics`;
  demo = await startDemo({ port: 0, accounts: 6, roles: 12, seed: "1" }, { binary, more: { metrics: { port } } });
}, 2 * MINUTE);
afterAll(async () => {
  await demo.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the binary to its end, in an empty folder. */
async function run(words: string[], env: Record<string, string> = {}) {
  const child = Bun.spawn([binary, ...words], { cwd: folder, env: { ...process.env, ...env }, stderr: "pipe" });
  const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { code, said: out + err };
}

test("it serves the pages that it holds, compressed, with what they load", async () => {
  const page = await fetch(`${demo.url}/role/anything`, { headers: { "accept-encoding": "br" } });
  expect(page.headers.get("content-encoding")).toBe("br");
  expect(page.headers.get("content-type")).toStartWith("text/html");
  const html = await page.text();
  const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(scripts.length).toBeGreaterThan(1);
  for (const path of scripts) {
    const asset = await fetch(`${demo.url}${path}`);
    expect(asset.status).toBe(200);
    expect(asset.headers.get("content-type")).toMatch(/^text\/(javascript|css)/);
    expect(asset.headers.get("cache-control")).toContain("immutable");
  }
});

test(
  "it syncs in a thread of its own, answers the API and counts what both did",
  async () => {
    expect(await followFirstSync({ url: demo.url, person: PERSON }, () => {})).toEqual({
      read: 10,
      total: 10,
      refused: 1,
    });
    expect((await firstRoles({ url: demo.url, person: PERSON })).length).toBeGreaterThan(0);
    while (!(await fetch(`${demo.url}/readyz`)).ok) await Bun.sleep(50);
    const text = await (await fetch(metrics)).text();
    expect(text).toContain('gatehouse_job_duration_seconds_count{job="sync-estate",outcome="done"} 1');
    expect(text).toMatch(/aws_request_duration_seconds_count\{service="iam",operation="\w+",outcome="done"\} [1-9]/);
    expect(text).toMatch(/request_duration_seconds_count\{route="access.eligibleRoles",status="200"\} [1-9]/);
    expect(text).toContain("gatehouse_estate_roles 108");
  },
  MINUTE,
);

test("it checks a config, and says what its other programs lack", async () => {
  const config = { GATEHOUSE_CONFIG: join(dirname(demo.log), "gatehouse.yaml") };
  expect(await run(["--check-config"], config)).toMatchObject({ code: 0, said: expect.stringContaining(": fine") });
  expect(await run(["--check-config"])).toMatchObject({ code: 1, said: expect.stringContaining("no such file") });
  expect(await run(["--chek"], config)).toMatchObject({ code: 1, said: expect.stringContaining("--chek") });
  expect(await run(["worker"], config)).toMatchObject({ code: 1, said: expect.stringContaining("storage.redis") });
  expect(await run(["init-tables", "--config", config.GATEHOUSE_CONFIG])).toMatchObject({
    code: 1,
    said: expect.stringContaining("nothing to create"),
  });
});

test("it tells a container whether it lives, and ends with 0 when told to", async () => {
  const config = { GATEHOUSE_CONFIG: join(dirname(demo.log), "gatehouse.yaml") };
  expect((await run(["healthcheck"], config)).code).toBe(0);
  process.kill(demo.apiPid, "SIGTERM");
  expect(await demo.ended).toBe("The API ended with code 0");
  expect((await run(["healthcheck"], config)).code).toBe(1);
});
