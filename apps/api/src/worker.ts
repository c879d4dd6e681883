import { Failure } from "@gatehouse/core/failure";
import { createApp } from "./app.ts";
import { readEnv } from "./config/env.ts";
import { readConfig } from "./config/read-config.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { createLog } from "./log.ts";
import { exposeMetrics } from "./operation/expose-metrics.ts";
import { stopOnSignal } from "./operation/stop-on-signal.ts";

/** A machine more for the jobs, and no page: it works on the queue that the API's machines share through Redis. */
async function main(): Promise<void> {
  const env = readEnv();
  const config = await readConfig(env);
  if (config.storage.redis === undefined) {
    throw new Failure(
      "invalid",
      "storage.redis is missing: extra machines take their jobs from Redis. Without it, the API runs its jobs itself.",
    );
  }
  const log = createLog(env.logLevel);
  const app = await createApp(config, { log });
  const jobs = startJobs(app);
  const metrics = config.metrics && exposeMetrics(app, config.metrics, async () => []);
  log.info({ metrics: metrics?.port }, "ready for jobs");

  stopOnSignal(log, config.stop.grace_seconds, async () => {
    await jobs.stop(config.stop.grace_seconds * 750);
    await metrics?.stop();
    await app.close(0);
  });
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Failure ? error.message : String(error)}\n`);
  process.exit(1);
});
