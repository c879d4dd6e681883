import { authorize } from "@gatehouse/core/authorize";
import type { Command } from "@gatehouse/core/commands";
import type { Person } from "@gatehouse/core/actor";
import { Failure, type FailureCode } from "@gatehouse/core/failure";
import { initTRPC } from "@trpc/server";
import type { App } from "./app.ts";
import { recordRefusal } from "./audit/record-refusal.ts";
import type { Origin } from "./auth/origin.ts";
import { sessionEnded } from "./auth/session-ended.ts";
import type { LiveSession } from "./auth/sessions.ts";
import { failureOf, toTrpcError } from "./failures.ts";

/** What every procedure is given: the App, who asks, and from where. */
export type Context = {
  app: App;
  requestId: string;
  from: Origin;
  session: LiveSession | undefined;
  /** The session's person. */
  actor: Person | undefined;
  /** Throws once the session has ended: a stream that outlives its call asks again and again. */
  checkSession(): Promise<void>;
  /** Sets the session's cookie on the answer; null takes it away. Refuses where the answer's head has been sent. */
  setSession(session: LiveSession | null): void;
};

const t = initTRPC.context<Context>().create({
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
  errorFormatter({ shape, error, ctx }) {
    const failure = failureOf(error);
    const seen: { code: FailureCode; awsSaid?: string } | undefined = failure && {
      code: failure.code,
      ...(failure.awsSaid === undefined ? {} : { awsSaid: failure.awsSaid }),
    };
    const message =
      failure?.message ??
      `Something went wrong in Gatehouse itself. Its log has more under ${ctx?.requestId ?? "this minute"}.`;
    return { ...shape, message, data: { ...shape.data, failure: seen } };
  },
});

export const router = t.router;

/** A procedure for anyone, signed in or not; its failures have the right status. */
export const open = t.procedure.use(async ({ next }) => orFailure(await next()));

/** What a command's procedure is given besides: it runs for somebody alone. */
type Signed = { session: LiveSession; actor: Person };

/** A procedure for whoever may run this command; a refusal is audited with its reason. */
export function command(name: Command) {
  // The context goes on as it is, of a narrower type: tRPC would copy it name by name for every call.
  return t.procedure.use<Signed>(async ({ ctx, next }) => {
    const { actor, session } = ctx;
    if (session === undefined || actor === undefined) throw toTrpcError(sessionEnded());
    const { allowed, because } = authorize(actor, name, ctx.app.settings.authority());
    if (allowed) return orFailure(await next());
    await recordRefusal(ctx.app, actor, { command: name, because, from: ctx.from });
    throw toTrpcError(new Failure("forbidden", `You may not do this: ${because}.`));
  });
}

/** Gives a failed call the status of its failure. */
function orFailure<Result extends { ok: true } | { ok: false; error: unknown }>(result: Result): Result {
  if (!result.ok) throw toTrpcError(result.error);
  return result;
}
