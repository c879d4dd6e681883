import type { Logger } from "../log.ts";

/**
 * Does the work when the process is told to end, then exits with 0. Where it takes longer than the grace, or the signal
 * comes a second time, the process ends at once with 1.
 */
export function stopOnSignal(log: Logger, graceSeconds: number, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (signal: string): void => {
    if (stopping) return giveUp(log, "told to end twice");
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => giveUp(log, "the grace is over"), graceSeconds * 1000).unref();
    stop().then(
      () => {
        log.info("stopped");
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

function giveUp(log: Logger, why: string): void {
  log.warn({ why }, "ended before everything was finished");
  process.exit(1);
}
