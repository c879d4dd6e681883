import { afterEach, beforeEach, expect, test } from "bun:test";
import { IAM_ROLE } from "@gatehouse/store/roles";
import { createTestApp, type TestApp } from "../test-app.ts";

let world: TestApp;
beforeEach(async () => {
  world = await createTestApp({ estate: { accounts: 4, roles: 5 } });
});
afterEach(() => world.close());

async function person(name: string) {
  const browser = world.browser();
  await browser.signIn(name);
  return browser.api.jobs;
}

test("the jobs page knows each job's last run and next time, and each account's outcome, roles and as of", async () => {
  const run = await world.sync();
  const jobs = await person("hye-jin.seo");
  const { jobs: listed, accounts, held, mayRun } = await jobs.overview.query();
  expect(listed[0]).toMatchObject({
    name: "sync-estate",
    schedule: "every 45 min",
    nextAt: "2026-11-24T14:15:00.000Z",
    last: { id: run, startedBy: "test", total: 8, finishedAt: "2026-11-24T14:00:00.000Z" },
  });
  expect(listed[1]).toMatchObject({ name: "apply-confirmed-removals", schedule: "when asked for" });
  expect(accounts).toHaveLength(12);
  const by = (name: string) => accounts.find((account) => account.name === name);
  expect(by("larkspur-hub")).toMatchObject({
    kind: IAM_ROLE,
    roles: world.world.account("larkspur-hub").roles.size,
    asOf: "2026-11-24T14:00:00.000Z",
    outcome: { state: "done", removed: 0 },
  });
  const refusing = by("sandbox-experiments");
  expect(refusing).toMatchObject({ roles: 0, outcome: { state: "denied", call: "sts:AssumeRole" } });
  expect(refusing).not.toHaveProperty("asOf");
  expect(by("legacy-warehouse")).toMatchObject({ state: "SUSPENDED" });
  expect(by("legacy-warehouse")).not.toHaveProperty("outcome");
  expect(held).toEqual([]);
  expect(mayRun).toEqual({ allowed: true, because: "groups.can_admin names gatehouse-admins" });
});

test("everyone signed in may look at the jobs; only an admin may run one or confirm a removal, and is recorded", async () => {
  const run = await world.sync();
  const jobs = await person("priya.raman");
  expect((await jobs.overview.query()).mayRun.allowed).toBe(false);
  expect((await jobs.run.query({ id: run })).events.at(-1)?.type).toBe("finished");
  const refusal = "only people and groups named in groups.can_admin can do this";
  await expect(jobs.runNow.mutate({ job: "sync-estate" })).rejects.toThrow(refusal);
  const removal = { accountId: "123456789012", kind: IAM_ROLE, digest: "x" };
  await expect(jobs.confirmRemoval.mutate(removal)).rejects.toThrow(refusal);
  await expect(world.browser().api.jobs.overview.query()).rejects.toThrow("Sign in again");

  world.pass(1_000);
  const admin = await person("hye-jin.seo");
  const started = await admin.runNow.mutate({ job: "sync-estate" });
  expect((await admin.overview.query()).jobs[0]?.running).toMatchObject({ id: started.run });
  const audited = (await Array.fromAsync(world.app.store.audit.ofDay("2026-11-24"))).flat();
  expect(audited.filter(({ command }) => command === "run-job")).toMatchObject([
    { actor: { name: "priya.raman@larkspur.example" }, outcome: "refused" },
    { actor: { name: "hye-jin.seo@larkspur.example" }, outcome: "done", details: { run: started.run } },
  ]);
});

test("a run, a job or a listing that is not there is said so", async () => {
  const jobs = await person("hye-jin.seo");
  await expect(jobs.run.query({ id: "run_x" })).rejects.toThrow("There is no run run_x.");
  await expect(jobs.runNow.mutate({ job: "x" })).rejects.toThrow("No job is named x. There are: sync-estate");
  const removal = { accountId: "123456789012", kind: IAM_ROLE, digest: "x" };
  await expect(jobs.confirmRemoval.mutate(removal)).rejects.toThrow("Nothing is known of iam-role in 123456789012.");
});
