import { expect, test } from "bun:test";
import { createLog } from "../../src/log.ts";
import { createTestApp } from "../test-app.ts";

test("a job that the queue could not have done is in the log", async () => {
  const logged = Promise.withResolvers<string>();
  const { app, close } = await createTestApp({ adapters: { log: createLog("error", { write: logged.resolve }) } });
  const working = app.queue.work(() => Promise.reject(new Error("it broke")));
  await app.queue.add({ id: "run_1", name: "sync-estate", data: {} });
  expect(JSON.parse(await logged.promise)).toMatchObject({ job: "run_1", error: { message: "it broke" } });
  await close();
  await working;
});
