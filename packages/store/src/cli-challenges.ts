import { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import type { Row, Table, Value } from "./table.ts";
import { CHALLENGES, CHALLENGES_OF_PERSON } from "./tables.ts";
import { changeRow } from "./versioned.ts";

/** What has become of a challenge since a person opened its page. */
export const ChallengeState = z.discriminatedUnion("state", [
  /** Seen by the person, who answers with the nonce of which this is the SHA-256. */
  z.object({ state: z.literal("opened"), nonceHash: z.string() }),
  z.object({
    state: z.literal("approved"),
    person: Person,
    method: z.string(),
    /** The session that approved it, and when sign-on said who that is: a login begins only while the session lives. */
    session: z.string(),
    signedOnAt: z.string(),
  }),
  z.object({ state: z.literal("denied") }),
  /** The program has its token. */
  z.object({ state: z.literal("taken") }),
]);
export type ChallengeState = z.infer<typeof ChallengeState>;

/** A challenge that nobody has opened yet, for the list of who waits for a person. */
export const Announced = z.object({ id: z.string(), person: z.string(), address: z.string(), at: z.number() });
export type Announced = z.infer<typeof Announced>;

export type CliChallenges = {
  read(id: string): Promise<ChallengeState | undefined>;
  /**
   * Changes a challenge's state by what it is, again where somebody else was faster, and answers it as it is now.
   * The state is kept for a day at most; what the decision throws is thrown, and nothing is written.
   */
  change(
    id: string,
    decide: (state: ChallengeState | undefined) => ChallengeState,
  ): Promise<ChallengeState | undefined>;
  /** Lists a challenge in a slot, in place of whatever stood there: there are never more rows than slots. */
  announce(slot: string, announced: Announced): Promise<void>;
  /** The listed challenges of a person; may lag behind by a moment, and some of them may be over. */
  announcedTo(person: string): Promise<Announced[]>;
};

const KEPT_SECONDS = 86_400;

/** Keeps the state of challenges that a person opened, and slots for those that nobody did. */
export function createCliChallenges({ table, now }: { table: Table; now: () => number }): CliChallenges {
  const ttl = (): number => Math.ceil(now() / 1000) + KEPT_SECONDS;
  return {
    async read(id) {
      return toState(await table.get(CHALLENGES, { id }));
    },
    async change(id, decide) {
      const row = await changeRow(table, { table: CHALLENGES, key: { id } }, (row) => ({
        challenge: plain(ChallengeState.parse(decide(toState(row)))),
        ttl: ttl(),
      }));
      return toState(row);
    },
    async announce(slot, announced) {
      await table.write(CHALLENGES, [
        { put: { id: `slot/${slot}`, person: announced.person, announced: Announced.parse(announced), ttl: ttl() } },
      ]);
    },
    async announcedTo(person) {
      const pages = await Array.fromAsync(table.query(CHALLENGES, { index: CHALLENGES_OF_PERSON, hash: person }));
      return pages.flat().map((row) => Announced.parse(row["announced"]));
    },
  };
}

function toState(row: Row | undefined): ChallengeState | undefined {
  return row && ChallengeState.parse(row["challenge"]);
}

/** A value without members that are undefined, which no table keeps. */
function plain(state: ChallengeState): Value {
  return JSON.parse(JSON.stringify(state)) as Value;
}
