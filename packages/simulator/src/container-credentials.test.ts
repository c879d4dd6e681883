import { expect, test } from "bun:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsOf } from "../test/clients.ts";
import type { ContainerCredentials } from "./container-credentials.ts";
import { createSimulator } from "./simulator.ts";

const world = { accounts: 4, roles: 5 };

test("the container endpoint gives the hub's role session in the form that the SDK reads", async () => {
  const simulator = createSimulator(world);
  const response = await simulator.fetch(new Request("http://127.0.0.1/credentials/aws"));
  const given = (await response.json()) as ContainerCredentials;
  expect(Object.keys(given).toSorted()).toEqual(["AccessKeyId", "Expiration", "RoleArn", "SecretAccessKey", "Token"]);
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken } = given;
  const { sts } = clientsOf(simulator, { accessKeyId, secretAccessKey, sessionToken });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toContain(":assumed-role/GatehouseHub/");
});

test("the session rotates a quarter of an hour before it ends, and not sooner", () => {
  let now = Date.parse("2026-10-01T08:00:00Z");
  const simulator = createSimulator({ ...world, now: () => now });
  const first = simulator.hubCredentials("aws");
  expect(first.expiration.toISOString()).toBe("2026-10-01T09:00:00.000Z");
  now += 45 * 60_000 - 1;
  expect(simulator.hubCredentials("aws").accessKeyId).toBe(first.accessKeyId);
  now += 1;
  expect(simulator.hubCredentials("aws").accessKeyId).not.toBe(first.accessKeyId);
});

test("a partition without a hub has no credentials", async () => {
  const simulator = createSimulator(world);
  expect((await simulator.fetch(new Request("http://127.0.0.1/credentials/aws-cn"))).status).toBe(404);
});
