import { expect, test } from "bun:test";
import { readDemoArguments } from "./demo-arguments.ts";
import { demoConfig } from "./demo-config.ts";

test("without arguments the company is small, the port 8081 and the records temporary", () => {
  expect(readDemoArguments([], {})).toEqual({ port: 8081, accounts: 24, roles: 60, seed: "1" });
});

test("PORT moves the pages, and --port wins over it", () => {
  expect(readDemoArguments([], { PORT: "9000" }).port).toBe(9000);
  expect(readDemoArguments(["--port", "9001"], { PORT: "9000" }).port).toBe(9001);
});

test("a size that is no size is refused with its name", () => {
  expect(() => readDemoArguments(["--accounts", "many"], {})).toThrow("--accounts is a whole number");
  expect(() => readDemoArguments(["--accounts", "2"], {})).toThrow("from 4 to 5000");
  expect(() => readDemoArguments(["--acounts", "4"], {})).toThrow("--acounts");
});

test("the config has a hub for each simulated organization, and nothing off this machine", () => {
  const roles = { hub: "GatehouseHub", spoke: "GatehouseSpoke", organizations: "GatehouseOrganizations" };
  const simulator = "http://127.0.0.1:4566";
  const organizations = ["aws", "aws-us-gov"].map((partition) => ({
    partition,
    managementAccountId: "1".repeat(12),
    roles,
  }));
  const text = demoConfig({ port: 8081, storage: { data: "data" }, simulator, organizations });
  const config: { hubs: Record<string, unknown>[] } = JSON.parse(text);
  expect(config.hubs.map(({ partition, region }) => [partition, region])).toEqual([
    ["aws", "us-east-1"],
    ["aws-us-gov", "us-gov-west-1"],
  ]);
  expect([...text.matchAll(/https?:\/\/([^/:"]+)/g)].every(([, host]) => host === "127.0.0.1")).toBe(true);
});
