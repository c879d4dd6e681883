import { CHALLENGE_MS, type Challenge } from "@gatehouse/core/cli/challenge";
import { Failure } from "@gatehouse/core/failure";
import { shortHash } from "@gatehouse/core/short-hash";
import type { App } from "../app.ts";
import type { Limit } from "../auth/attempts.ts";
import type { Origin } from "../auth/origin.ts";
import { publicOrigin } from "../config/config.ts";
import { writeChallenge } from "./challenge-token.ts";

/** What the CLI needs to go on: the page for the person, and where to ask how it went. */
export type StartedChallenge = { challengeUrl: string; pollingUrl: string };

/** Logins that may begin from one address: a tool that starts many programs begins many at once. */
const BEGIN: Limit = { name: "cli-challenge", most: 60, windowMilliseconds: CHALLENGE_MS / 2 };
/** Both addresses and names fall into so many buckets, and their product bounds the rows that strangers can cause. */
const BUCKETS = 64;
const MOST_CHARACTERS = 256;

/**
 * Begins a CLI login for whoever the program names, without asking who it is. It always answers two addresses, since the
 * CLI can show no error here: where no login can begin, the page says why.
 */
export async function startChallenge(app: App, from: Origin, input: { person: string }): Promise<StartedChallenge> {
  const { person } = input;
  if (person.trim() === "" || person.length > MOST_CHARACTERS || /\p{Cc}/u.test(person))
    return addresses(app, "no-name");
  const address = from.address ?? "unknown";
  const limited = await app.attempts.limit(BEGIN, address).catch((error: unknown) => {
    if (error instanceof Failure) return "too-many";
    throw error;
  });
  if (limited !== undefined) return addresses(app, limited);
  const challenge: Challenge = { id: app.newId("challenge"), person, address, at: app.now() };
  await announce(app, challenge);
  return addresses(app, writeChallenge(challenge, app.secrets));
}

function addresses({ config }: App, token: string): StartedChallenge {
  const origin = publicOrigin(config);
  return {
    challengeUrl: `${origin}/challenge_validator/${token}`,
    pollingUrl: `${origin}/noauth/v1/challenge_poller/${token}`,
  };
}

/** Lists the challenge for the person who may not have the link; without the list the link still works. */
async function announce(app: App, challenge: Challenge): Promise<void> {
  const person = challenge.person.trim().toLowerCase();
  const slot = `${bucket(challenge.address)}-${bucket(person)}`;
  await app.store.cliChallenges.announce(slot, { ...challenge, person }).catch((error: unknown) => {
    app.log.warn({ error }, "a CLI login could not be listed for its person; its link works nevertheless");
  });
}

function bucket(text: string): number {
  return Number.parseInt(shortHash(text), 36) % BUCKETS;
}
