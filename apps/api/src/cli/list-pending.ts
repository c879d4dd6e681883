import { CHALLENGE_MS } from "@gatehouse/core/cli/challenge";
import type { PendingLogin } from "@gatehouse/core/cli/cli-login";
import type { App } from "../app.ts";
import { toPending, type Visit } from "./visit.ts";

/** Answers which programs wait for this person, the latest first, so that nobody needs the link that the CLI may hide. */
export async function listPending(app: App, { actor, from }: Visit): Promise<PendingLogin[]> {
  const announced = await app.store.cliChallenges.announcedTo(actor.name.toLowerCase());
  const waiting = announced.filter(({ at }) => app.now() < at + CHALLENGE_MS);
  const states = await Promise.all(waiting.map(({ id }) => app.store.cliChallenges.read(id)));
  return waiting
    .filter((_, at) => states[at] === undefined)
    .toSorted((a, b) => b.at - a.at)
    .map((challenge) => toPending(app, challenge, from));
}
