import { expect, test } from "bun:test";
import { createLater } from "./later.ts";
import { createLog } from "./log.ts";

test("nobody waits for work that is left for later, but the end does, and what fails is logged and hurts nothing", async () => {
  let logged = "";
  const later = createLater(createLog("error", { write: (line) => void (logged += line) }));
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  await later.begin(async () => {
    await gate.promise;
    done.push("first");
    await later.begin(async () => void done.push("what the first left"));
  });
  await later.begin(() => Promise.reject(new Error("no disk")));
  const settled = later.settled().then(() => done.push("settled"));
  expect(done).toEqual([]);
  gate.resolve();
  await settled;
  expect(done).toEqual(["first", "what the first left", "settled"]);
  expect(logged).toContain("no disk");
});
