import { monitorEventLoopDelay } from "node:perf_hooks";

export type Delays = { max: number; p99: number };

const MINUTE_MS = 60_000;

/**
 * Watches how late the event loop comes. Each answer tells of the last minute at least, whoever else asks meanwhile:
 * what an answer took from the watch is told again for a minute.
 */
export function watchEventLoop(now: () => number): { delays(): Delays; stop(): void } {
  const watch = monitorEventLoopDelay({ resolution: 10 });
  watch.enable();
  let told: (Delays & { at: number })[] = [];
  return {
    delays() {
      const at = now();
      const since = { at, max: watch.max / 1e9, p99: watch.percentile(99) / 1e9 };
      watch.reset();
      told = [...told.filter((before) => at - before.at <= MINUTE_MS), since];
      return { max: Math.max(...told.map(({ max }) => max)), p99: Math.max(...told.map(({ p99 }) => p99)) };
    },
    stop: () => watch.disable(),
  };
}
