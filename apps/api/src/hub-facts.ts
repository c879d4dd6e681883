import type { Aws } from "@gatehouse/aws/aws";
import type { HubFacts } from "@gatehouse/core/access/estate-view";
import type { Hub } from "@gatehouse/core/hub";
import type { Logger } from "./log.ts";

export type CurrentHubs = {
  /** What is known of each hub, by its name; nothing of one that AWS has not answered yet. */
  current(): ReadonlyMap<string, HubFacts>;
  /** The names of the hubs of which AWS has never said who they are. */
  unknown(): string[];
  /** Asks AWS who each hub is; a hub that cannot say stays as it was. */
  refresh(): Promise<void>;
  close(): void;
};

/** Nothing is guessed: a page that cannot say how long a session lasts says nothing of it. */
const UNKNOWN: HubFacts = {};
const EVERY = 10_000;

/** Keeps in memory who our hubs are, so that no page waits for AWS to say whether a trust policy lets one in. */
export function createHubFacts({ hubs, aws, log }: { hubs: readonly Hub[]; aws: Aws; log: Logger }): CurrentHubs {
  const facts = new Map<string, HubFacts>(hubs.map(({ name }) => [name, UNKNOWN]));
  const unknown = new Set(hubs.map(({ name }) => name));
  const learn = (name: string, { chained, roleArn }: HubFacts): void => {
    const before = facts.get(name);
    // The same facts stay the same value: role descriptions are remembered by it.
    if (before?.roleArn === roleArn && before?.chained === chained) return;
    facts.set(name, {
      ...(chained === undefined ? {} : { chained }),
      ...(roleArn === undefined ? {} : { roleArn }),
    });
  };
  const ask = async (name: string): Promise<void> => {
    const hub = aws.hub(name);
    const { chained } = await hub.caller();
    unknown.delete(name);
    // IAM tells the role and may be slow or throttled: meanwhile the role stays as it was known.
    learn(name, { ...facts.get(name), chained });
    learn(name, await hub.identity());
  };
  const refresh = async (): Promise<void> => {
    const asked = hubs.map(({ name }) =>
      ask(name).catch((error: unknown) =>
        log.warn({ error, hub: name }, "the hub's credentials cannot say who they are"),
      ),
    );
    await Promise.all(asked);
  };
  const timer = setInterval(() => void refresh(), EVERY);
  timer.unref();
  return { current: () => facts, unknown: () => [...unknown], refresh, close: () => clearInterval(timer) };
}
