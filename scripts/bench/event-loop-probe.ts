import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/**
 * Loaded into the API with --preload: asks every few milliseconds to be called and notes how much later that happened,
 * which is how long a request would have waited. Written to a file when the process ends.
 */
const EVERY_MS = 5;
const target = process.env["GATEHOUSE_BENCH_PROBE"];

if (isMainThread && target !== undefined) {
  const samples: [at: number, late: number][] = [];
  let due = performance.now() + EVERY_MS;
  const note = (): void => {
    const now = performance.now();
    samples.push([Date.now(), Math.max(0, now - due)]);
    due = performance.now() + EVERY_MS;
    setTimeout(note, EVERY_MS);
  };
  setTimeout(note, EVERY_MS);
  process.on("exit", () => writeFileSync(target, JSON.stringify(samples)));
}
