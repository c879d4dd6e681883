import { afterAll, beforeAll, expect, test } from "bun:test";
import { type ApiProcess, createApiProcess } from "../crash/api-process.ts";

const PERSON = "hye-jin.seo@larkspur.example";
const MINUTE = 60_000;

let api: ApiProcess;
let role: string;

beforeAll(async () => {
  const more = { stop: { notice_seconds: 1, grace_seconds: 4 } };
  api = await createApiProcess({ seed: "drain", accounts: 12, roles: 5 }, {}, { more });
  // One account after the other takes longer, so that the end comes in the middle of the job.
  for (const [at, { id }] of [...api.simulator.world.accounts.values()].entries())
    api.simulator.faults.add({ service: "iam", accountId: id, kind: "latency", milliseconds: 150 * at });
}, MINUTE);
afterAll(() => api.close());

async function signIn(): Promise<Record<string, string>> {
  const headers = { origin: api.origin, "x-gatehouse": "1", "content-type": "application/json" };
  const body = JSON.stringify({ name: PERSON });
  const answer = await fetch(`${api.origin}/api/trpc/session.signInDemo`, { method: "POST", headers, body });
  return { ...headers, cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

async function usableRole(headers: Record<string, string>): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ includeCliOnly: false }));
  for (;;) {
    const answer = await fetch(`${api.origin}/api/trpc/access.eligibleRoles?input=${input}`, { headers });
    const { result }: { result: { data: { roles: { arn: string; unusable?: string }[] } } } = JSON.parse(
      await answer.text(),
    );
    const usable = result.data.roles.find(({ unusable }) => unusable === undefined);
    if (usable !== undefined) return usable.arn;
    await Bun.sleep(50);
  }
}

/** Everything a stream of events said until it ended. */
async function streamed(headers: Record<string, string>): Promise<string> {
  const address = `${api.origin}/api/trpc/jobs.progress?input=${encodeURIComponent("{}")}`;
  return (await fetch(address, { headers: { ...headers, accept: "text/event-stream" } })).text();
}

/** Asks for a console session, which AWS takes so long to answer. */
function slowSignIn(headers: Record<string, string>, milliseconds: number) {
  api.simulator.faults.add({ service: "sts", operation: "AssumeRole", kind: "latency", milliseconds });
  const body = JSON.stringify({ roleArn: role });
  return fetch(`${api.origin}/api/trpc/access.signIn`, { method: "POST", headers, body }).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    () => ({ status: 0, text: "cut" }),
  );
}

test(
  "told to end, it is not ready, answers what runs, lets streams go, hands its job back and ends with 0",
  async () => {
    await api.start();
    const headers = await signIn();
    role = await usableRole(headers);
    while (!(await fetch(`${api.origin}/readyz`)).ok) await Bun.sleep(20);
    const stream = streamed(headers);
    const running = slowSignIn(headers, 2_000);
    await Bun.sleep(300);

    const began = performance.now();
    const ended = api.stop();
    await Bun.sleep(300);
    const ready = await fetch(`${api.origin}/readyz`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get("connection")).toBe("close");
    expect(await ready.json()).toMatchObject({
      ready: false,
      missing: [{ what: "process", sentence: "This process is stopping." }],
    });
    expect((await fetch(`${api.origin}/healthcheck`)).status).toBe(200);

    const said = await stream;
    expect(said).toContain("event: connected");
    // A stream that had come to its end by itself would say so, and its client would not connect again.
    expect(said).not.toContain("event: return");
    expect(said).not.toContain('"type":"finished"');
    await Bun.sleep(50);
    expect(await fetch(`${api.origin}/healthcheck`).catch(() => "refused")).toBe("refused");
    expect(await running).toMatchObject({ status: 200, text: expect.stringContaining("SigninToken") });
    expect(await ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
  },
  MINUTE,
);

test(
  "the job that was handed back is finished by the next process, and a request longer than the grace is cut",
  async () => {
    api.simulator.faults.clear();
    await api.start();
    const headers = await signIn();
    const said = await streamed(headers);
    expect(said).toContain('"type":"finished"');
    const accounts = [...said.matchAll(/"accountId":"(\d{12})","kind"/g)].map(([, id]) => id);
    expect(new Set(accounts).size).toBe(accounts.length);
    expect(accounts).toHaveLength(16);

    const running = slowSignIn(headers, 20_000);
    await Bun.sleep(300);
    const began = performance.now();
    expect(await api.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_500);
    expect(await running).toEqual({ status: 0, text: "cut" });
  },
  MINUTE,
);
