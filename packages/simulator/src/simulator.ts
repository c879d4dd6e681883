import { createAuthorizer } from "./authorize/authorize.ts";
import { createCallLog, type CallLog } from "./call-log.ts";
import { createContainerCredentials } from "./container-credentials.ts";
import { createControl } from "./control.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createFederation } from "./federation/federation.ts";
import { createKeys, type Keys } from "./identity.ts";
import { createRandom } from "./seed/random.ts";
import { createDispatch } from "./server/dispatch.ts";
import { createServices } from "./services/services.ts";
import { createWorld, type World, type WorldSettings } from "./world/world.ts";

export type SimulatorSettings = WorldSettings & {
  now?: () => number;
  /** Whether IAM is enforced; on unless switched off. */
  enforces?: boolean;
  /** How many calls the log keeps. */
  loggedCalls?: number;
};

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
  addUser(account: string, user: { name: string; policies: readonly string[] }): UserWithKey;
};

export type UserWithKey = { arn: string; credentials: { accessKeyId: string; secretAccessKey: string } };

export type HubCredentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration: Date };

/** Makes a simulator: deterministic accounts and roles from the seed, real signatures, IAM enforced. */
export function createSimulator(settings: SimulatorSettings = {}): Simulator {
  const now = settings.now ?? (() => Date.now());
  const world = createWorld(settings);
  const [keys, faults, calls] = [createKeys(now), createFaults(), createCallLog(now, settings.loggedCalls ?? 10_000)];
  const authorizer = createAuthorizer({ estate: world, now });
  const parts = { estate: world, keys, authorizer, now };
  const credentials = createContainerCredentials(parts);
  const federation = createFederation(parts);
  const control = createControl({ estate: world, faults, calls });
  const dispatch = createDispatch({
    services: createServices(parts),
    keys,
    now,
    hooks: {
      async before(call, input) {
        await faults.before(call, input);
        if (settings.enforces !== false) authorizer.check(call, input);
      },
      after(call, input, output) {
        calls.add(call, input, "ok");
        return faults.after(call, input, output);
      },
      refused: (call, input, code) => calls.add(call, input, code),
    },
  });

  const credentialsResponse = (partition: string) => {
    const given = credentials(partition);
    return given ? Response.json(given) : Response.json({ message: "No such hub." }, { status: 404 });
  };

  return {
    world,
    keys,
    faults,
    calls,
    hubCredentials(partition) {
      const given = credentials(partition);
      if (!given) throw new RangeError(`The simulated estate has no hub in ${partition}.`);
      const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken } = given;
      return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(given.Expiration) };
    },
    addUser(account, { name, policies }) {
      const { id: accountId, partition, users } = world.account(account);
      const [arn, id] = [`arn:${partition}:iam::${accountId}:user/${name}`, `AIDA${createRandom(name).id(17)}`];
      users.set(name, { name, arn, id, policies });
      const key = keys.mintUser({
        accountId,
        partition,
        arn,
        userId: id,
        tags: {},
        transitiveTags: [],
        isChained: false,
      });
      return { arn, credentials: { accessKeyId: key.accessKeyId, secretAccessKey: key.secret } };
    },
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (request.headers.has("authorization")) return dispatch(request);
      if (/^\/(federation(\/|$)|oauth$)/.test(pathname)) return federation(request);
      if (pathname.startsWith("/credentials/")) return credentialsResponse(pathname.slice("/credentials/".length));
      return pathname.startsWith("/_simulator/") ? control(request) : dispatch(request);
    },
  };
}
