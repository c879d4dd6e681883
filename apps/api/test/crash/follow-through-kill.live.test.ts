import { afterAll, beforeAll, expect, test } from "bun:test";
import type { RunEvent } from "@gatehouse/core/sync/run";
import { type ApiProcess, createApiProcess } from "./api-process.ts";
import { signIn } from "./person.ts";

let api: ApiProcess;

beforeAll(async () => {
  api = await createApiProcess({ seed: "follow", accounts: 24, roles: 5 });
  // One account after the other takes longer, so that the kill comes between two events.
  for (const [at, { id }] of [...api.simulator.world.accounts.values()].entries())
    api.simulator.faults.add({ service: "iam", accountId: id, kind: "latency", milliseconds: 80 * at });
  await api.start();
});
afterAll(() => api.close());

test("a client follows a run through kill -9 and a restart, and gets every event once and in order", async () => {
  const client = await signIn(api.origin, "hye-jin.seo@larkspur.example");
  const seen: { id: string; event: RunEvent }[] = [];
  const fifth = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  client.jobs.progress.subscribe(
    {},
    {
      onData({ id, data }) {
        seen.push({ id, event: data });
        if (seen.length === 5) fifth.resolve();
        if (data.type === "finished") ended.resolve();
      },
      onError: (error) => ended.reject(error),
    },
  );
  await fifth.promise;
  await api.kill();
  const before = seen.length;
  await api.start();
  await ended.promise;

  expect(before).toBeLessThan(20);
  expect(seen.map(({ event }) => event.sequence)).toEqual(seen.map((_, at) => at + 1));
  const [first] = seen;
  expect(seen.map(({ id }) => id)).toEqual(seen.map(({ event }) => `${first?.event.run}:${event.sequence}`));
  const accounts = seen.flatMap(({ event }) => (event.type === "account" ? [event.accountId] : []));
  expect(new Set(accounts).size).toBe(accounts.length);
  expect(accounts).toHaveLength(28);

  const { run, events } = await client.jobs.run.query({ id: first?.event.run ?? "" });
  expect(run.finishedAt).toBeDefined();
  expect(JSON.stringify(events)).toBe(JSON.stringify(seen.map(({ event }) => event)));
}, 60_000);

test("asked to end, the API stops in time, and its next life finishes what was running", async () => {
  const client = await signIn(api.origin, "hye-jin.seo@larkspur.example");
  const { run } = await client.jobs.runNow.mutate({ job: "sync-estate" });
  const third = Promise.withResolvers<void>();
  const following = client.jobs.progress.subscribe(
    { run },
    { onData: ({ data }) => void (data.sequence === 3 && third.resolve()) },
  );
  await third.promise;
  following.unsubscribe();
  expect(await api.stop()).toBe(0);
  await api.start();
  const ended = Promise.withResolvers<void>();
  client.jobs.progress.subscribe({ run }, { onData: ({ data }) => void (data.type === "finished" && ended.resolve()) });
  await ended.promise;
  const { events } = await client.jobs.run.query({ id: run });
  expect(events.filter(({ type }) => type === "account")).toHaveLength(28);
}, 60_000);
