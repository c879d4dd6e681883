import { createAuthorizer } from "./authorize/authorize.ts";
import { createCallLog, type CallLog } from "./call-log.ts";
import { createContainerCredentials, type ContainerCredentials } from "./container-credentials.ts";
import { createControl } from "./control.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createFederation } from "./federation/federation.ts";
import { createKeys, type Keys } from "./identity.ts";
import { createDispatch, type Hooks } from "./server/dispatch.ts";
import { createServices } from "./services/services.ts";
import { addUser, type UserSpec, type UserWithKey } from "./users.ts";
import { createWorld, type World, type WorldSettings } from "./world/world.ts";

export type SimulatorSettings = WorldSettings & {
  now?: () => number;
  /** Whether IAM is enforced; on unless switched off. */
  enforces?: boolean;
  /** How many calls the log keeps. */
  loggedCalls?: number;
};

export type HubCredentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration: Date };

/** A local AWS of many accounts. */
export type Simulator = {
  /** Answers every AWS service, /federation and /oauth, /credentials/<partition> and /_simulator. */
  fetch(request: Request): Promise<Response>;
  world: World;
  keys: Keys;
  faults: Faults;
  calls: CallLog;
  /** The hub's present credentials in a partition, as its container gets them. */
  hubCredentials(partition: string): HubCredentials;
  /** Adds an IAM user with policies of its own and hands out a permanent key. */
  addUser(account: string, user: UserSpec): UserWithKey;
};

function toHubCredentials(partition: string, given: ContainerCredentials | undefined): HubCredentials {
  if (!given) throw new RangeError(`The simulated estate has no hub in ${partition}.`);
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken } = given;
  return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(given.Expiration) };
}

function credentialsResponse(given: ContainerCredentials | undefined): Response {
  const headers = { "cache-control": "no-store" };
  return given
    ? Response.json(given, { headers })
    : Response.json({ message: "No such hub." }, { status: 404, headers });
}

/** Makes a simulator: deterministic accounts and roles from the seed, real signatures, IAM enforced. */
export function createSimulator(settings: SimulatorSettings = {}): Simulator {
  const now = settings.now ?? (() => Date.now());
  const world = createWorld(settings);
  const [keys, faults, calls] = [createKeys(now), createFaults(), createCallLog(now, settings.loggedCalls ?? 10_000)];
  const authorizer = createAuthorizer({ estate: world, now });
  const parts = { estate: world, keys, authorizer, now };
  const hooks: Hooks = {
    async before(call, input) {
      await faults.before(call, input);
      if (settings.enforces !== false) authorizer.check(call, input);
    },
    after(call, input, output) {
      calls.add(call, input, "ok");
      return faults.after(call, input, output);
    },
    refused: (call, input, code) => calls.add(call, input, code),
  };
  const dispatch = createDispatch({ services: createServices(parts), keys, now, hooks });
  const [federation, control] = [createFederation(parts), createControl({ estate: world, faults, calls })];
  const credentials = createContainerCredentials(parts);
  return {
    world,
    keys,
    faults,
    calls,
    hubCredentials: (partition) => toHubCredentials(partition, credentials(partition)),
    addUser: (account, user) => addUser(keys, world.account(account), user),
    async fetch(request) {
      const [, door = "", rest = ""] = new URL(request.url).pathname.split("/");
      if (request.headers.has("authorization")) return dispatch(request);
      if (door === "federation" || door === "oauth") return federation(request);
      if (door === "credentials") return credentialsResponse(credentials(rest));
      return door === "_simulator" ? control(request) : dispatch(request);
    },
  };
}
