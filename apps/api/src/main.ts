import { fileURLToPath } from "node:url";
import { Failure } from "@gatehouse/core/failure";
import { createApp } from "./app.ts";
import { publicOrigin } from "./config/config.ts";
import { readEnv } from "./config/env.ts";
import { readConfig } from "./config/read-config.ts";
import { createLog } from "./log.ts";
import { createServer } from "./server.ts";
import { loadWebAssets } from "./web-assets.ts";

const BUILT_PAGES = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** Starts everything the config describes and answers how to stop it; with --check-config it only checks. */
async function main(): Promise<void> {
  const env = readEnv();
  const config = await readConfig(env);
  if (process.argv.includes("--check-config")) {
    console.log(`${env.configFile}: fine`);
    return;
  }
  const log = createLog(env.logLevel);
  const app = await createApp(config, { log });
  const web = await loadWebAssets(config.web ?? BUILT_PAGES);
  const server = createServer(app, { web });
  server.listen({ hostname: config.listen.host, port: config.listen.port });
  log.info({ url: publicOrigin(config), port: server.server?.port }, "ready");

  const stop = async (): Promise<void> => {
    await server.stop(true);
    await app.close();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Failure ? error.message : error);
  process.exit(1);
});
