import { authorize } from "@gatehouse/core/authorize";
import { Failure } from "@gatehouse/core/failure";
import type { Door } from "../auth/door.ts";
import { originOf } from "../auth/origin.ts";
import { resolveSession } from "../auth/resolve-session.ts";
import type { Arrival } from "../context.ts";
import { failureOf, failureResponse } from "../failures.ts";
import { crossSite } from "../guard.ts";
import { queryOf } from "../request-path.ts";
import { bearerOf, resolveToken } from "../tokens/resolve-token.ts";
import { exportEvents, ExportEvents } from "./export-events.ts";
import { recordRefusal } from "./record-refusal.ts";

/** Answers the audit log as a file, written while it is read, to who may see it. */
export async function answerExport(door: Door, request: Request, { peer }: Arrival): Promise<Response> {
  try {
    return await answer(door, request, peer);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return failureResponse(failure);
  }
}

async function answer(door: Door, request: Request, peer: string | undefined): Promise<Response> {
  const { app } = door;
  if (request.headers.get("sec-fetch-site") === "cross-site") throw crossSite();
  const from = originOf(app, request, peer);
  const bearer = bearerOf(request.headers);
  const session = await (bearer === undefined
    ? resolveSession(door, { peer, headers: request.headers })
    : resolveToken(app, bearer, from));
  if (session === undefined) throw new Failure("unauthenticated", "Your session has ended. Sign in again to go on.");
  const actor = session.person;
  const { allowed, because } = authorize(actor, "view-own-audit", app.settings.authority());
  if (!allowed) {
    await recordRefusal(app, actor, { command: "view-own-audit", because, from });
    throw new Failure("forbidden", `You may not do this: ${because}.`);
  }
  const wanted = ExportEvents.safeParse(Object.fromEntries(queryOf(request)));
  if (!wanted.success) throw new Failure("invalid", wanted.error.issues.map(({ message }) => message).join("; "));
  const { pieces, contentType, fileName } = await exportEvents(app, { actor, from }, wanted.data);
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}

/** A reader that goes away ends the reading. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
