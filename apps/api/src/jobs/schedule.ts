import { Cron } from "croner";
import type { App } from "../app.ts";
import { tendRuns } from "./tend-runs.ts";

/** Tends the runs now and at every full minute, until the returned function is called. */
export function keepSchedule(app: App): () => void {
  const failed = (error: unknown) =>
    app.log.error({ error }, "the schedule could not be kept: the next minute tries again");
  void tendRuns(app).catch(failed);
  const minutes = new Cron("* * * * *", { protect: true, catch: failed, unref: true }, () => tendRuns(app));
  return () => minutes.stop();
}
