import { fileURLToPath } from "node:url";
import { Failure } from "@gatehouse/core/failure";
import { createApp } from "./app.ts";
import { type Config, publicOrigin } from "./config/config.ts";
import { readEnv } from "./config/env.ts";
import { readConfig } from "./config/read-config.ts";
import { createJobThread } from "./jobs/job-thread.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { createLog } from "./log.ts";
import { createServer, type Server } from "./server.ts";
import { loadWebAssets } from "./web-assets.ts";

const BUILT_PAGES = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** Starts what the config describes and serves until it is told to stop; with --check-config it only checks. */
async function main(): Promise<void> {
  const env = readEnv();
  const config = await readConfig(env);
  if (process.argv.includes("--check-config")) return console.log(`${env.configFile}: fine`);

  const log = createLog(env.logLevel);
  const app = await createApp(config, { log });
  const server = createServer(app, { web: await loadWebAssets(config.web ?? BUILT_PAGES) });
  void app.estate.filled();
  const thread = createJobThread(app);
  const jobs = startJobs(app, thread.run);
  listen(server, config);
  log.info({ url: publicOrigin(config), port: server.server?.port }, "ready");

  const stop = async (): Promise<void> => {
    // Open streams would keep the server for ever: their clients connect again by themselves.
    await server.stop(true);
    await jobs.stop();
    thread.close();
    await app.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

function listen(server: Server, { listen: { host: hostname, port } }: Config): void {
  try {
    server.listen({ hostname, port });
  } catch (cause) {
    throw new Failure("unavailable", `Nobody can be served at ${hostname}:${port}: another program has the port.`, {
      cause,
    });
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Failure ? error.message : error);
  process.exit(1);
});
