import { Failure } from "@gatehouse/core/failure";
import { createApp } from "./app.ts";
import { type Config, publicOrigin } from "./config/config.ts";
import type { Env } from "./config/env.ts";
import { createJobThread } from "./jobs/job-thread.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { createLog, type Logger } from "./log.ts";
import { exposeMetrics } from "./operation/expose-metrics.ts";
import { createLife } from "./operation/life.ts";
import { stopOnSignal } from "./operation/stop-on-signal.ts";
import { warnOfStorage } from "./operation/warn-of-storage.ts";
import { createServer, type Server } from "./server.ts";
import type { WebAssets } from "./web-assets.ts";

export type Program = {
  env: Env;
  config: Config;
  web: WebAssets;
  /** The program of the jobs' thread; absent: the one beside this file. */
  thread?: string | undefined;
};

/** Serves what the config describes and runs its jobs, until it is told to stop. */
export async function start({ env, config, web, thread: program }: Program): Promise<void> {
  const log = createLog(env.logLevel);
  const app = await createApp(config, { log });
  const life = createLife();
  const server = createServer(app, { web, life });
  void app.estate.filled();
  void app.hubs.refresh();
  void warnOfStorage(config.storage, log);
  const thread = createJobThread(app, program);
  const jobs = startJobs(app, thread);
  listen(server, config);
  const metrics = config.metrics && exposeMetrics(app, config.metrics, async () => [await thread.counted()]);
  log.info({ url: publicOrigin(config), port: server.server?.port, metrics: metrics?.port }, "ready");

  const { notice_seconds, grace_seconds } = config.stop;
  stopOnSignal(log, notice_seconds + grace_seconds, async () => {
    life.announceStop();
    await Bun.sleep(notice_seconds * 1000);
    const patience = grace_seconds * 750;
    await Promise.all([drain(server, patience, log), jobs.stop(patience)]);
    thread.close();
    await metrics?.stop();
    await app.close(0);
  });

  /** Takes no more connections, lets streams go and what runs be answered; what takes too long is cut. */
  async function drain({ server }: Server, patience: number, log: Logger): Promise<void> {
    const answered = Promise.resolve(server?.stop(false));
    life.cutStreams();
    await Promise.race([answered, Bun.sleep(patience)]);
    const cut = server?.pendingRequests ?? 0;
    if (cut > 0) log.warn({ requests: cut }, "requests were cut: they took longer than the grace");
    await server?.stop(true);
  }
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
