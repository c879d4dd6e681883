import { constants, setPriority } from "node:os";
import { readdirSync, readFileSync } from "node:fs";
import type { App } from "../app.ts";

/**
 * Lets the threads that answer people go before the jobs' thread, and before those that compile for all, wherever there
 * are fewer processors than work. Linux alone has a priority for each thread; elsewhere it would be the whole process that
 * gives way, and so nothing is done.
 * https://man7.org/linux/man-pages/man2/setpriority.2.html
 */
export function giveWay(log: App["log"]): void {
  if (process.platform !== "linux") return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
    for (const thread of compilers()) setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    log.warn({ error }, "the jobs' thread goes on with the priority of the others");
  }
}

/** The threads that compile for all others; the process has them from its beginning. */
function compilers(): number[] {
  const threads = readdirSync("/proc/self/task");
  return threads.filter((id) => readFileSync(`/proc/self/task/${id}/comm`, "utf8").startsWith("JITWorker")).map(Number);
}
