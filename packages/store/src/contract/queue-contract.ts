import { expect, test } from "bun:test";
import type { Job, Queue } from "../queue.ts";

const job = (id: string): Job => ({ id, name: "sync", data: { run: id } });

/** Waits until a condition holds. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error("it did not happen within 10 s");
    await Bun.sleep(1);
  }
}

/** Declares the tests that every queue must pass; `open` gives so many clients of one empty queue. */
export function queueContract(open: (clients: number) => Promise<Queue[]>): void {
  test("jobs run once each, with their data, one at a time", async () => {
    const [queue] = await open(1);
    if (queue === undefined) throw new Error("no queue");
    const seen: Job[] = [];
    let running = 0;
    let most = 0;
    const working = queue.work(async (job) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      seen.push(job);
      running -= 1;
    });
    for (const id of ["a", "b", "c"]) expect(await queue.add(job(id))).toBe("added");
    await until(() => seen.length === 3);
    expect(seen).toEqual(["a", "b", "c"].map(job));
    expect(most).toBe(1);
    await queue.close();
    await working;
  });

  test("a job id that waits, runs or has finished is known, whoever adds it again", async () => {
    const queues = await open(2);
    const [queue, other = queue] = queues;
    if (queue === undefined || other === undefined) throw new Error("no queue");
    const seen: string[] = [];
    expect(await queue.add(job("tick"))).toBe("added");
    expect(await other.add(job("tick"))).toBe("known");
    const working = queue.work(async ({ id }) => {
      seen.push(id);
    });
    await until(() => seen.length === 1);
    expect(await other.add(job("tick"))).toBe("known");
    expect(await other.add(job("next"))).toBe("added");
    await until(() => seen.length === 2);
    expect(seen).toEqual(["tick", "next"]);
    await Promise.all(queues.map((queue) => queue.close()));
    await working;
  });

  test("a handler that throws ends its job, is not run again, and the next job runs", async () => {
    const [queue] = await open(1);
    if (queue === undefined) throw new Error("no queue");
    const seen: string[] = [];
    const working = queue.work(async ({ id }) => {
      seen.push(id);
      if (id === "bad") throw new Error("the job failed");
    });
    await queue.add(job("bad"));
    await queue.add(job("good"));
    await until(() => seen.includes("good"));
    expect(seen).toEqual(["bad", "good"]);
    await queue.close();
    await working;
  });

  test("closing waits for the running job, and starts no other", async () => {
    const [queue] = await open(1);
    if (queue === undefined) throw new Error("no queue");
    const gate = Promise.withResolvers<void>();
    const started: string[] = [];
    const ended: string[] = [];
    const working = queue.work(async ({ id }) => {
      started.push(id);
      await gate.promise;
      ended.push(id);
    });
    await queue.add(job("one"));
    await queue.add(job("two"));
    await until(() => started.length === 1);
    const closing = queue.close(10_000);
    gate.resolve();
    await closing;
    await working;
    expect(started).toEqual(["one"]);
    expect(ended).toEqual(["one"]);
  });
}
