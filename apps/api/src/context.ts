import { Failure } from "@gatehouse/core/failure";
import { TRPCError } from "@trpc/server";
import type { FetchCreateContextFnOptions } from "@trpc/server/adapters/fetch";
import { signId, writeCookie } from "./auth/cookie.ts";
import { originOf } from "./auth/origin.ts";
import type { Door } from "./auth/door.ts";
import { resolveSession } from "./auth/resolve-session.ts";
import { sessionEnded } from "./auth/session-ended.ts";
import type { LiveSession } from "./auth/sessions.ts";
import { toTrpcError } from "./failures.ts";
import { bearerOf, resolveToken } from "./tokens/resolve-token.ts";
import type { Context } from "./trpc.ts";

/** What the server knows of a request that is not in it. */
export type Arrival = { peer: string | undefined; requestId: string };

/** Makes a call's context from its request: who asks, from where, and how to set the cookie. */
export async function createContext(
  door: Door,
  { req, resHeaders, info }: FetchCreateContextFnOptions,
  { peer, requestId }: Arrival,
): Promise<Context> {
  const { app, sessions } = door;
  const streamed = info.accept === "application/jsonl";
  const cookie = (session: LiveSession | null): void => {
    const seconds = session === null ? 0 : (Date.parse(session.expiresAt) - app.now()) / 1000;
    const value = session?.id === undefined ? "" : signId(session.id, app.secrets);
    resHeaders.append("set-cookie", writeCookie(value, { secure: door.secure, seconds }));
  };
  const from = originOf(app, req, peer);
  const bearer = bearerOf(req.headers);
  const session = await (
    bearer === undefined ? resolveSession(door, { peer, headers: req.headers }) : resolveToken(app, bearer, from)
  ).catch((error: unknown) => {
    throw toTrpcError(hasItsOwnWords(error) ? error : unchecked(error));
  });
  if (session?.id !== undefined) cookie(session);
  return {
    app,
    requestId,
    from,
    session,
    actor: session?.person,
    async checkSession() {
      const now = bearer === undefined ? session && sessions.find(session.key) : resolveToken(app, bearer, from);
      if ((await now) === undefined) throw sessionEnded();
    },
    setSession(next) {
      if (streamed)
        throw new Failure("invalid", "A call that sets the cookie cannot be answered in a stream: call it by itself.");
      if (next !== null) sessions.keep(next);
      else if (session !== undefined) sessions.drop(session.key);
      cookie(next);
    },
  };
}

/** What is refused says why, and so does a sign-on that could not be recorded; storage says it in no way that a person knows. */
function hasItsOwnWords(error: unknown): boolean {
  return error instanceof TRPCError || (error instanceof Failure && error.code !== "unavailable");
}

function unchecked(cause: unknown): Failure {
  const message = "Your session cannot be checked: the storage cannot be reached. Try again in a minute.";
  return new Failure("unavailable", message, { cause });
}
