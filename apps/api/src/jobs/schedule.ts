import { Cron } from "croner";
import type { App } from "../app.ts";
import { holdClaim } from "./hold-claim.ts";
import type { Work } from "./start-jobs.ts";
import { tendRuns } from "./tend-runs.ts";

/**
 * Tends the runs now and every 20 s, and looks every 10 s whether Redis has lost its published copies, until the
 * returned function is called.
 */
export function keepSchedule(app: App, work: Pick<Work, "restore">): () => void {
  const kept = [
    keep(app, "*/20 * * * * *", () => tendRuns(app)),
    keep(app, "*/10 * * * * *", () => restoreCopies(app, work)),
  ];
  return () => {
    for (const stop of kept) stop();
  };
}

/** One process at a time, or all would read the same snapshots and write the same copies. */
export async function restoreCopies(app: App, work: Pick<Work, "restore">): Promise<void> {
  const claim = await holdClaim(app, "gatehouse:restore");
  if (claim === undefined) return;
  try {
    const restored = await work.restore();
    if (restored.length > 0) app.log.info({ restored }, "Redis had lost its published copies: restored from snapshots");
  } finally {
    await claim.release();
  }
}

/** Does it now and by the pattern; where it fails, the next time tries again. */
function keep(app: App, pattern: string, work: () => Promise<void>): () => void {
  const tend = () =>
    work().catch((error: unknown) => app.log.warn({ error, pattern }, "the schedule could not be kept"));
  void tend();
  const times = new Cron(pattern, { protect: true, unref: true }, tend);
  return () => times.stop();
}
