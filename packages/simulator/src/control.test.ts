import { expect, test } from "bun:test";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { assume, clientsOf, refusal } from "../test/clients.ts";
import { createSimulator, type Simulator } from "./simulator.ts";

const FAULTS = "http://127.0.0.1/_simulator/faults";
const json = { "content-type": "application/json" };

const post = (simulator: Simulator, fault: object, headers: Record<string, string> = json) =>
  simulator.fetch(new Request(FAULTS, { method: "POST", headers, body: JSON.stringify(fault) }));

test("faults are set and cleared over HTTP", async () => {
  const simulator = createSimulator({ accounts: 4, roles: 10 });
  const { iam } = clientsOf(simulator, await assume(simulator, ["payments-prod", "GatehouseSpoke"]));
  const list = () => iam.send(new ListRolesCommand({}));
  expect((await post(simulator, { kind: "deny", service: "iam" })).status).toBe(201);
  expect((await refusal(list())).name).toBe("AccessDenied");
  await simulator.fetch(new Request(FAULTS, { method: "DELETE" }));
  await list();
});

test("a fault that makes no sense is refused with what is wrong", async () => {
  const simulator = createSimulator({ accounts: 4, roles: 0 });
  const messageOf = async (fault: object) => {
    const response = await post(simulator, fault);
    const { message } = (await response.json()) as { message: string };
    return [response.status, message];
  };
  expect(await messageOf({ kind: "explode" })).toEqual([
    400,
    "A fault's kind is one of deny, throttle, latency, cut, nearly-empty.",
  ]);
  expect(await messageOf({ kind: "cut" })).toEqual([400, "A fault of this kind needs pages."]);
  expect(await messageOf({ kind: "deny", acount: "1" })).toEqual([400, "A fault knows no acount."]);
  expect(simulator.faults.list()).toEqual([]);
});

test("a page of another origin cannot set a fault with a plain form", async () => {
  const simulator = createSimulator({ accounts: 4, roles: 0 });
  expect((await post(simulator, { kind: "deny" }, { "content-type": "text/plain" })).status).toBe(415);
});

test("organizations and calls are told, without any secret", async () => {
  const simulator = createSimulator({ accounts: 4, roles: 0 });
  const { secretAccessKey, sessionToken } = await assume(simulator, ["payments-prod", "GatehouseSpoke"]);
  const read = async (door: string) =>
    (await simulator.fetch(new Request(`http://127.0.0.1/_simulator/${door}`))).text();
  expect(await read("organizations")).toContain('"name":"payments-prod"');
  const calls = await read("calls");
  expect(calls).toContain('"operation":"AssumeRole"');
  expect(calls).not.toContain(secretAccessKey);
  expect(calls).not.toContain(sessionToken);
});
