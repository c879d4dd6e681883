import { CHALLENGE_MS } from "@gatehouse/core/cli/challenge";
import type { ChallengeState } from "@gatehouse/store/cli-challenges";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import type { Limit } from "../auth/attempts.ts";
import type { Origin } from "../auth/origin.ts";
import { readSession } from "../auth/sessions.ts";
import { codeOf, readChallenge } from "./challenge-token.ts";
import { type LiveLogin, startLogin } from "./login-token.ts";

/** How a challenge stands, in the words that the CLI reads; it goes on asking until it hears "success" or gives up. */
export type Polled =
  | { status: "pending" | "expired" | "unknown" | "unauthorized" | "denied" }
  | { status: "success"; login: LiveLogin; person: string };

/** One login asks 40 times, and an office of many may share one address. */
const POLL: Limit = { name: "cli-poll", most: 1_200, windowMilliseconds: 60_000 };
/** An approval in the last second is still fetched. */
const GRACE_MS = 30_000;

/** Answers how a challenge stands, to the address that began it alone; the first answer after the approval has the token. */
export async function pollChallenge(app: App, from: Origin, input: { token: string }): Promise<Polled> {
  await app.attempts.limit(POLL, from.address ?? "unknown");
  const challenge = readChallenge(input.token, app.secrets);
  if (challenge === undefined) return { status: "unknown" };
  if (challenge.address !== (from.address ?? "unknown")) return { status: "unauthorized" };
  const age = app.now() - challenge.at;
  const state = await app.store.cliChallenges.read(challenge.id);
  switch (state?.state) {
    case undefined:
    case "opened":
      return { status: age < CHALLENGE_MS ? "pending" : "expired" };
    case "taken":
      return { status: "unknown" };
    case "denied":
      return { status: "denied" };
    case "approved": {
      if (age >= CHALLENGE_MS + GRACE_MS) return { status: "expired" };
      if (!(await take(app, challenge.id))) return { status: "unknown" };
      // Whoever left, or was removed, since they approved it gave the program nothing.
      if ((await readSession(app, state.session)) === undefined) return { status: "denied" };
      const login = await begin(app, { state, from, code: codeOf(challenge.id) });
      return { status: "success", login, person: challenge.person };
    }
  }
}

/** Answers whether this call, of all that ask at once, is the one that gets the token. */
async function take(app: App, id: string): Promise<boolean> {
  let mine = false;
  await app.store.cliChallenges.change(id, (state) => {
    mine = state?.state === "approved";
    return { state: "taken" };
  });
  return mine;
}

type Beginning = { state: Extract<ChallengeState, { state: "approved" }>; from: Origin; code: string };

/** A login that cannot be audited does not begin. */
async function begin(app: App, { state, from, code }: Beginning): Promise<LiveLogin> {
  const { person, method, signedOnAt } = state;
  await record(app, person, {
    command: "begin-cli-login",
    outcome: "done",
    because: "the person approved it in the browser",
    from,
    details: { code },
  });
  return startLogin(app, { person, method, signedOnAt, from });
}
