import { expect, test } from "bun:test";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import { createTestAws } from "../test/test-aws.ts";
import type { AwsRequest } from "./context.ts";

test("every request is told with its service, operation and outcome, and each repetition by itself", async () => {
  const told: AwsRequest[] = [];
  const { aws, simulator } = createTestAws({ aws: { told: (request) => void told.push(request) } });
  const account = [...simulator.world.accounts.values()].find(({ partition }) => partition === "aws");
  if (account === undefined) throw new Error("the world is empty");
  const spoke = await aws.spoke({ id: account.id, hub: "aws" });
  simulator.faults.add({ service: "iam", accountId: account.id, kind: "throttle", every: 2 });
  const read = () => spoke.clients.iam().send(new GetRoleCommand({ RoleName: "GatehouseSpoke" }));
  await read();
  await read();
  await spoke.clients
    .iam()
    .send(new GetRoleCommand({ RoleName: "nobody" }))
    .catch(() => {});
  const lines = told.map(({ service, operation, outcome }) => `${service}:${operation} ${outcome}`);
  expect(lines.filter((line) => line.startsWith("sts:"))).toEqual(["sts:AssumeRole done"]);
  expect(new Set(lines)).toEqual(
    new Set(["sts:AssumeRole done", "iam:GetRole done", "iam:GetRole throttled", "iam:GetRole absent"]),
  );
  expect(lines.filter((line) => line.endsWith("throttled")).length).toBe(spoke.throttles());
  expect(told.every(({ seconds }) => seconds >= 0 && seconds < 60)).toBe(true);
});
