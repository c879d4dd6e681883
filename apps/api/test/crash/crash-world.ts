import { join } from "node:path";
import type { Simulator } from "@gatehouse/simulator/simulator";
import { createFolderBlobs } from "@gatehouse/store/folder-blobs";
import { createLocalQueue } from "@gatehouse/store/local-queue";
import { createRedisCache } from "@gatehouse/store/redis-cache";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { enqueueRun } from "../../src/jobs/enqueue-run.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { runJob } from "../../src/jobs/run-job.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import type { WritePorts } from "./killing-ports.ts";

/** Where a life of the program keeps its records, and how the estate looks in it: before or after the changes. */
export type Life = { folder: string; redis: string; changed: boolean };

const at = () => Date.parse("2026-11-24T14:00:00Z");

/** The ports that a life writes to: a file, a folder and Redis. */
export function openLife({ folder, redis }: Life): WritePorts {
  return {
    table: createSqliteTable({ path: join(folder, "gatehouse.sqlite"), now: at }),
    cache: createRedisCache({ url: redis }),
    blobs: createFolderBlobs(join(folder, "snapshots")),
  };
}

/** An App over these ports and the estate as it is in this life; the clock always stands at the same moment. */
export async function live(life: Life, ports: WritePorts): Promise<TestApp> {
  const test = await createTestApp({
    estate: { seed: "crash", accounts: 4, roles: 12 },
    adapters: { ...ports, queue: createLocalQueue({ now: at, knownForMs: 0 }) },
    change: (config) => ({ ...config, storage: { ...config.storage, redis: { url: life.redis } } }),
  });
  if (life.changed) change(test.simulator);
  return test;
}

/** Finishes the run that was cut off, or starts one where none was: what the next start of the program does. */
export async function syncNext({ app }: TestApp): Promise<void> {
  const [newest] = await app.store.runs.newest(SYNC_ESTATE, 1);
  const id = newest !== undefined && newest.finishedAt === undefined ? newest.id : app.newId("run");
  await enqueueRun(app, { id, job: SYNC_ESTATE, startedBy: "test" });
  await runJob(app, id, new AbortController().signal);
  if ((await app.store.runs.get(id))?.finishedAt === undefined) throw new Error(`run ${id} was not finished`);
}

/** Changes of every kind, in several accounts: new, changed and removed roles, a new account. */
function change({ world }: Simulator): void {
  for (const name of ["payments-prod", "larkspur-hub", "public-sector-prod"]) {
    const { roles } = world.account(name);
    const [first, second, third] = [...roles.keys()].filter((role) => !role.startsWith("Gatehouse"));
    if (!first || !second || !third) throw new Error(`${name} has too few roles`);
    world.removeRole(name, first);
    world.setTags(name, second, { "consoleme-authorized": "all-staff:cloud-platform" });
    world.setTrustPolicy(name, third, { Version: "2012-10-17", Statement: [] });
    world.putRole(name, { name: "brand-new", tags: { "consoleme-authorized": "security-audit" } });
  }
  world.addAccount({ name: "newcomer", id: "100000000001", roles: [{ name: "first-role" }] });
}
