import { Failure } from "@gatehouse/core/failure";
import type { ChallengeState } from "@gatehouse/store/cli-challenges";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import { recordOutcome } from "../audit/record-outcome.ts";
import { assertLives, type LiveSession } from "../auth/sessions.ts";
import { codeOf } from "./challenge-token.ts";
import { hashNonce, orRecordRefused, type Visit, visitChallenge } from "./visit.ts";

export const AnswerLogin = z.object({ token: z.string().max(2000), nonce: z.string().max(100), approve: z.boolean() });

/**
 * Approves or denies the CLI login that this person has just seen, once and for all. An approval gives the program a
 * life of its own, so the session's row is read at this moment; what cannot be recorded is not done.
 */
export async function answerLogin(
  app: App,
  { actor, from, session }: Visit & { session: LiveSession },
  { token, nonce, approve }: z.infer<typeof AnswerLogin>,
): Promise<{ approved: boolean }> {
  await assertLives(app, session);
  const challenge = await visitChallenge(app, { actor, from }, token);
  const answer = approve ? "approved" : "denied";
  const details = { answer, address: challenge.address, code: codeOf(challenge.id) };
  const about = { command: "answer-cli-login", from, details } as const;
  const refusable = { actor, from, challenge };
  // Before the attempt is written down, so that answers without end to a page that has its answer do not fill the log.
  await orRecordRefused(app, refusable, async () => {
    assertWaits(await app.store.cliChallenges.read(challenge.id), nonce);
  });
  await record(app, actor, { ...about, outcome: "attempted" });
  const change = () =>
    app.store.cliChallenges.change(challenge.id, (state) => {
      assertWaits(state, nonce);
      if (!approve) return { state: "denied" };
      const { key, method, signedOnAt } = session;
      return { state: "approved", person: actor, method, session: key, signedOnAt };
    });
  await orRecordRefused(app, refusable, change);
  await recordOutcome(app, actor, { ...about, outcome: "done", because: `the person ${answer} it` });
  return { approved: approve };
}

/** Throws where this page is not the one that was opened last, or has its answer. */
function assertWaits(state: ChallengeState | undefined, nonce: string): void {
  if (state?.state === "opened" && state.nonceHash === hashNonce(nonce)) return;
  throw new Failure(
    "conflict",
    "This page has been answered already, or was opened anew elsewhere. Run the command again.",
  );
}
