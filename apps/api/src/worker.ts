import { Failure } from "@gatehouse/core/failure";
import { createApp } from "./app.ts";
import { readEnv } from "./config/env.ts";
import { readConfig } from "./config/read-config.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { createLog } from "./log.ts";

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
  log.info("ready for jobs");

  const stop = async (): Promise<void> => {
    await jobs.stop();
    await app.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Failure ? error.message : String(error)}\n`);
  process.exit(1);
});
