import type { Person } from "@gatehouse/core/actor";
import type { NewToken, TokenLine } from "@gatehouse/core/api-token";
import { TOKEN_COMMANDS } from "@gatehouse/core/commands";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import type { Origin } from "../auth/origin.ts";
import { assertLives, type LiveSession } from "../auth/sessions.ts";
import { describeToken } from "./describe-token.ts";
import { makeToken } from "./secret.ts";

const MOST = 50;

type Caller = { actor: Person; from: Origin; session: LiveSession };

/** Makes a token that acts as its owner within its scopes; its text is in this answer and never again anywhere. Their session is read at this moment. */
export async function createToken(
  app: App,
  { actor, from, session }: Caller,
  { name, scopes, days }: NewToken,
): Promise<{ token: TokenLine; text: string }> {
  await assertLives(app, session);
  const beyond = scopes.find((scope) => !TOKEN_COMMANDS.includes(scope));
  if (beyond !== undefined) throw new Failure("invalid", `No API token can be scoped to ${beyond}.`);
  const most = app.config.tokens.most_days;
  if (days > most) throw new Failure("invalid", `A token lives for at most ${most} days here.`);
  const mine = (await app.store.tokens.ofOwner(actor.name)).map((token) => describeToken(token, app.now()));
  if (mine.filter(({ state }) => state === "live").length >= MOST) {
    throw new Failure("conflict", `You have ${MOST} tokens. Revoke one that is not used, then make another.`);
  }
  const { id, text, hash } = makeToken();
  const now = app.now();
  const token = {
    id,
    owner: actor.name,
    name,
    hash,
    scopes: [...new Set(scopes)],
    createdAt: new Date(now).toISOString(),
    signedOnAt: session.signedOnAt,
    expiresAt: new Date(now + days * 86_400_000).toISOString(),
  };
  const details = { name, scopes: token.scopes.join(" "), expires: token.expiresAt };
  await record(app, actor, { command: "create-token", target: id, outcome: "done", from, details });
  await app.store.tokens.put(token);
  return { token: describeToken(token, now), text };
}
