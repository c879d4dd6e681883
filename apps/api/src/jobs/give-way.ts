import { constants, setPriority } from "node:os";
import type { App } from "../app.ts";

/**
 * Lets the other threads of this process go first wherever there are fewer processors than work. Linux alone has a
 * priority for each thread; elsewhere it would be the whole process that gives way, and so nothing is done.
 * https://man7.org/linux/man-pages/man2/setpriority.2.html
 */
export function giveWay(log: App["log"]): void {
  if (process.platform !== "linux") return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    log.warn({ error }, "the jobs' thread goes on with the priority of the others");
  }
}
