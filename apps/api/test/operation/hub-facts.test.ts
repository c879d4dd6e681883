import { expect, test } from "bun:test";
import { createHubFacts } from "../../src/hub-facts.ts";
import { createLog } from "../../src/log.ts";
import { createTestApp } from "../test-app.ts";

const MINUTE = 60_000;

test("while IAM throttles, who a hub is stays known, however long", async () => {
  const { app, simulator, pass, close } = await createTestApp();
  const known = app.hubs.current().get("aws");
  expect(known).toMatchObject({ chained: true, roleArn: expect.stringContaining(":role/GatehouseHub") });
  simulator.faults.add({ kind: "throttle", service: "iam", operation: "GetRole" });
  for (let passed = 0; passed < 3; passed++) {
    pass(16 * MINUTE);
    await app.hubs.refresh();
    expect(app.hubs.current().get("aws")).toBe(known);
  }
  await close();
});

test("a process that starts while IAM throttles knows its hubs' credentials all the same, without their role", async () => {
  const body = `<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>`;
  const { app, close } = await createTestApp({
    between: (aws) => async (request) =>
      (await request.clone().text()).includes("Action=GetRole") ? new Response(body, { status: 400 }) : aws(request),
  });
  expect(app.hubs.unknown()).toEqual([]);
  expect([...app.hubs.current().values()]).toEqual([{ chained: true }, { chained: true }]);
  await close();
});

test("until AWS has said who a hub is, nothing is said of how long its sessions last", async () => {
  const { app, close } = await createTestApp();
  const hubs = createHubFacts({ hubs: app.config.hubs, aws: app.aws, log: createLog("silent") });
  expect([...hubs.current().values()]).toEqual([{}, {}]);
  await hubs.refresh();
  expect([...hubs.current().values()].map(({ chained }) => chained)).toEqual([true, true]);
  hubs.close();
  await close();
});
