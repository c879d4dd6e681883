import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import { type LiveSession, readSession } from "../auth/sessions.ts";
import { codeOf } from "./challenge-token.ts";
import { hashNonce, type Visit, visitChallenge } from "./visit.ts";

export const AnswerLogin = z.object({ token: z.string().max(2000), nonce: z.string().max(100), approve: z.boolean() });

/**
 * Approves or denies the CLI login that this person has just seen, once and for all. An approval gives the program a
 * life of its own, so the session's row is read at this moment.
 */
export async function answerLogin(
  app: App,
  { actor, from, session }: Visit & { session: LiveSession },
  { token, nonce, approve }: z.infer<typeof AnswerLogin>,
): Promise<{ approved: boolean }> {
  if ((await readSession(app, session.key)) === undefined)
    throw new Failure("unauthenticated", "Your session has ended. Sign in again to go on.");
  const challenge = await visitChallenge(app, { actor, from }, token);
  await app.store.cliChallenges.change(challenge.id, (state) => {
    if (state?.state !== "opened" || state.nonceHash !== hashNonce(nonce))
      throw new Failure(
        "conflict",
        "This page has been answered already, or was opened anew elsewhere. Run the command again.",
      );
    return approve ? { state: "approved", person: actor, method: session.method } : { state: "denied" };
  });
  await record(app, actor, {
    command: "answer-cli-login",
    outcome: "done",
    because: approve ? "the person approved it" : "the person denied it",
    from,
    details: { answer: approve ? "approved" : "denied", address: challenge.address, code: codeOf(challenge.id) },
  });
  return { approved: approve };
}
