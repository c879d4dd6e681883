import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { followFirstSync } from "./demo/first-sync.ts";
import { firstRoles } from "./demo/first-roles.ts";
import { signIn } from "./demo/sign-in.ts";
import { type Demo, startDemo } from "./demo/start-demo.ts";

const PERSON = "hye-jin.seo@larkspur.example";
let demo: Demo;
let cookie: string;

beforeAll(async () => {
  demo = await startDemo({ port: 0, accounts: 4, roles: 5, seed: "1" });
  await followFirstSync({ url: demo.url, person: PERSON }, () => {});
  await firstRoles({ url: demo.url, person: PERSON });
  cookie = await signIn({ url: demo.url, person: PERSON });
}, 120_000);
afterAll(() => demo?.stop());

/** Calls as the page does. */
async function call(path: string, input: object): Promise<{ text: string; token: { id: string } }> {
  const answer = await fetch(`${demo.url}/api/trpc/${path}`, {
    method: "POST",
    headers: { cookie, origin: demo.url, "x-gatehouse": "1", "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  const { result } = (await answer.json()) as { result: { data: { text: string; token: { id: string } } } };
  return result.data;
}

async function list(token: string): Promise<{ code: number; said: string; wrong: string }> {
  const script = Bun.spawn([process.execPath, join(import.meta.dir, "list-my-roles.ts"), "--url", demo.url], {
    env: { ...process.env, GATEHOUSE_TOKEN: token },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [said, wrong, code] = await Promise.all([script.stdout.text(), script.stderr.text(), script.exited]);
  return { code, said, wrong };
}

test("a program lists its owner's roles in the demo by a token scoped to that", async () => {
  const made = await call("tokens.create", { name: "list", scopes: ["list-eligible-roles"], days: 1 });
  const { code, said, wrong } = await list(made.text);
  expect([code, wrong]).toEqual([0, ""]);
  expect(said.trim().split("\n").length).toBeGreaterThan(1);
  expect(said).toMatch(/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+\t\S+/m);
});

test("a token for something else, and one that was revoked, are told why they are refused", async () => {
  const other = await call("tokens.create", { name: "jobs", scopes: ["view-jobs"], days: 1 });
  expect(await list(other.text)).toMatchObject({ code: 1, said: "", wrong: expect.stringContaining("not scoped to") });
  await call("tokens.revoke", { id: other.token.id });
  expect(await list(other.text)).toMatchObject({ code: 1, said: "", wrong: expect.stringContaining("was revoked") });
});
