import type { SignOnProblem } from "@gatehouse/core/me";
import { publicOrigin } from "../../config/config.ts";
import type { Door } from "../door.ts";
import type { Origin } from "../origin.ts";
import { problemOf } from "./problem-of.ts";

/** A browser at one of the sign-on's addresses. */
export type Visit = { url: URL; cookies: string | null; from: Origin; requestId: string };

/** The address that is registered at the provider; the incumbent's, so that a registration can stay. */
export function callbackOf({ app }: Pick<Door, "app">): string {
  return `${publicOrigin(app.config)}/auth`;
}

/** Sends a browser on; the answer is nobody's to keep. */
export function redirect(to: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: to, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

type Failed = { next: string; cookies?: readonly string[] } & (
  | { error: unknown; problem?: SignOnProblem }
  | { problem: SignOnProblem }
);

/** Sends a browser to the sign-in page, which says in our words what went wrong; the log has the rest under the same id. */
export function failed({ app }: Pick<Door, "app">, visit: Visit, what: Failed): Response {
  const error = "error" in what ? what.error : undefined;
  const problem = what.problem ?? problemOf(error);
  app.log.warn({ error, problem, request: visit.requestId, address: visit.from.address }, "a sign-on failed");
  const query = new URLSearchParams({ problem, request: visit.requestId });
  if (what.next !== "/") query.set("next", what.next);
  return redirect(`/login?${query.toString()}`, what.cookies);
}
