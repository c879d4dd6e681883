import { createBullmqQueue } from "../src/bullmq-queue.ts";

/** A process that takes a job and never ends it: the test kills it. */
const [url = ""] = process.argv.slice(2);
const queue = createBullmqQueue({ url, knownForMs: 60_000, stalledAfterMs: 500 });
await queue.work(async ({ id }) => {
  process.stdout.write(`started ${id}\n`);
  await Bun.sleep(600_000);
});
