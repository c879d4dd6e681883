import { Cron } from "croner";
import type { App } from "../app.ts";
import { tendRuns } from "./tend-runs.ts";

/** Tends the runs and the published copies now and at every full minute, until the returned function is called. */
export function keepSchedule(app: App): () => void {
  const tend = async (): Promise<void> => {
    const tended = await Promise.allSettled([tendRuns(app), app.store.published.restore()]);
    for (const result of tended) {
      if (result.status === "fulfilled") continue;
      app.log.warn({ error: result.reason }, "the schedule could not be kept: the next minute tries again");
    }
  };
  void tend();
  const minutes = new Cron("* * * * *", { protect: true, unref: true }, tend);
  return () => minutes.stop();
}
