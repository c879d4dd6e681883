import { describe, expect, test } from "bun:test";
import { createAuthorizer } from "../authorize/authorize.ts";
import { createKeys } from "../identity.ts";
import { sdkHandler } from "../sdk-handler.ts";
import { createRandom } from "../seed/random.ts";
import { createDispatch } from "../server/dispatch.ts";
import type { Service } from "../server/service.ts";
import { createWorld } from "../world/world.ts";
import { comparable, valueFor } from "../../test/wire-values.ts";
import { createServices } from "./services.ts";

/** What the SDK exports, by name; each part is used as the SDK documents it. */
type Client = { send(command: unknown): Promise<object> };
type ErrorClass = new (options: object) => Error;
type Module = Record<string, unknown>;

/** The message is set here, and errorType stands for the header that names the error. */
const SPECIAL = new Set(["Message", "message", "errorType"]);

const now = () => Date.parse("2026-10-01T00:00:00Z");
const estate = createWorld({ accounts: 2, roles: 0 });
const keys = createKeys(now);
const services = createServices({ estate, keys, authorizer: createAuthorizer({ estate, now }), now });

function createClient({ client: module, name }: Service): Client {
  const className = Object.keys(module).find((key) => /^[A-Z]\w+Client$/.test(key)) ?? name;
  const ClientClass = (module as Module)[className] as new (config: object) => Client;
  const [accountId = ""] = estate.accounts.keys();
  const identity = { accountId, partition: "aws", arn: "arn:aws:iam::1:user/u", userId: "u", tags: {} };
  const { accessKeyId, secret } = keys.mintUser({ ...identity, transitiveTags: [], isChained: false });
  const hooks = { before: () => undefined, after: (_call: object, _input: object, output: object) => ({ ...output }) };
  const dispatch = createDispatch({ services, keys, now, hooks: { ...hooks, refused: () => undefined } });
  return new ClientClass({
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: secret },
    requestHandler: sdkHandler(dispatch),
    maxAttempts: 1,
  });
}

function commandFor({ client: module }: Service, operation: string, input: unknown): unknown {
  const Command = (module as Module)[`${operation}Command`] as new (input: unknown) => unknown;
  return new Command(input);
}

for (const service of services) {
  describe(service.name, () => {
    const client = createClient(service);

    test("every operation reads and answers what the SDK writes and reads", async () => {
      expect(service.operations.size).toBeGreaterThan(5);
      for (const operation of service.operations.values()) {
        const random = createRandom(`${service.name}/${operation.name}`);
        const input = valueFor(operation.input, { random, depth: 0 });
        const output = valueFor(operation.output, { random, depth: 0 });
        const seen: unknown[] = [];
        service.handlers.set(operation.name, (given) => {
          seen.push(comparable(given));
          return output;
        });
        const answer = await client.send(commandFor(service, operation.name, structuredClone(input)));
        expect([operation.name, seen]).toEqual([operation.name, [comparable(input)]]);
        expect([operation.name, comparable(answer)]).toEqual([operation.name, comparable(output)]);
      }
    });

    test("every modelled error arrives as its own class with its members", async () => {
      const [operation] = service.operations.values();
      if (!operation) throw new Error("The service has no operation.");
      const random = createRandom(service.name);
      const command = commandFor(service, operation.name, valueFor(operation.input, { random, depth: 0 }));
      const modelled = [...service.errors].filter(([name]) => !name.endsWith("ServiceException"));
      expect(modelled.length).toBeGreaterThan(4);
      for (const [name, shape] of modelled) {
        const ErrorType = (service.client as Module)[name] as ErrorClass;
        const given = Object.entries(valueFor(shape, { random, depth: 3 }) as object);
        const members = { ...Object.fromEntries(given.filter(([key]) => !SPECIAL.has(key))), message: "refused <&>" };
        service.handlers.set(operation.name, () => {
          throw new ErrorType({ $metadata: {}, ...members });
        });
        const error: unknown = await client.send(command).catch((reason: unknown) => reason);
        expect([name, error instanceof ErrorType]).toEqual([name, true]);
        expect(comparable(Object.assign({}, error, { message: (error as Error).message }))).toMatchObject(
          comparable(members) as object,
        );
      }
    });
  });
}
