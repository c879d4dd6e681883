import { describe, expect, test } from "bun:test";
import { queueContract } from "./contract/queue-contract.ts";
import { createLocalQueue } from "./local-queue.ts";

describe("the queue contract, in process", () =>
  queueContract(async (clients) => {
    const queue = createLocalQueue({ now: () => 0, knownForMs: 1000 });
    return Array.from({ length: clients }, () => queue);
  }));

test("a finished job's id is forgotten after its time, and the failure of a job is told", async () => {
  let time = 0;
  const failed: string[] = [];
  const queue = createLocalQueue({ now: () => time, knownForMs: 1000, onFailed: ({ id }) => failed.push(id) });
  const done = Promise.withResolvers<void>();
  const working = queue.work(async ({ id }) => {
    if (id === "last") done.resolve();
    throw new Error("failed");
  });
  await queue.add({ id: "tick", name: "sync", data: {} });
  await queue.add({ id: "last", name: "sync", data: {} });
  await done.promise;
  time = 999;
  expect(await queue.add({ id: "tick", name: "sync", data: {} })).toBe("known");
  time = 1000;
  expect(await queue.add({ id: "tick", name: "sync", data: {} })).toBe("added");
  await queue.close(1000);
  await working;
  expect(failed.slice(0, 2)).toEqual(["tick", "last"]);
});
