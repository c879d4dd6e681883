import { authorize } from "@gatehouse/core/authorize";
import { Failure } from "@gatehouse/core/failure";
import { onceFilled } from "../access/once-filled.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import { readCookie } from "../auth/cookie.ts";
import type { Door } from "../auth/door.ts";
import { originOf } from "../auth/origin.ts";
import { CLI_COOKIE, type LiveLogin, resolveLogin } from "../cli/login-token.ts";
import { crossSite, isOurOrigin } from "../guard.ts";
import { weepError, weepFailure } from "./weep-answer.ts";
import type { WeepCall, WeepRoute } from "./weep-call.ts";
import { challengeRoutes } from "./weep-challenge.ts";
import { credentialRoutes } from "./weep-credentials.ts";
import { roleRoutes } from "./weep-roles.ts";
import { searchRoutes } from "./weep-search.ts";

const ROUTES: readonly WeepRoute[] = [...challengeRoutes, ...credentialRoutes, ...roleRoutes, ...searchRoutes];

/** The path is the request's own, as it came. */
export type Arrived = { peer: string | undefined; requestId: string; path: string };

/**
 * Answers whatever is asked under /api and /noauth but for tRPC, in JSON and without a redirect for every status;
 * undefined for any other address. A configured address that ends in a slash makes the CLI's paths begin with two.
 */
export function answerWeep(door: Door, request: Request, arrived: Arrived): Promise<Response> | undefined {
  if (arrived.path.startsWith("/api/trpc/")) return undefined;
  const path = arrived.path.replace(/^\/+/, "/");
  if (!/^\/(?:api|noauth)(?:\/|$)/.test(path)) return undefined;
  return answer(door, { ...arrived, request, path })
    .catch((error: unknown) => failed(door, error, { ...arrived, path }))
    .then((response) => {
      response.headers.set("cache-control", "no-store");
      return response;
    });
}

function failed({ app }: Door, error: unknown, { path, requestId }: Arrived): Response {
  const known = weepFailure(error, requestId);
  if (known !== undefined) return known;
  app.log.error({ error, path: routeName(path), request: requestId }, "a call of the CLI failed by a bug");
  const message = `Something went wrong in Gatehouse itself. Its log has more under ${requestId}.`;
  return weepError({ status: 500, code: "500", message, requestId });
}

type Asked = Arrived & { request: Request };

async function answer(door: Door, { request, path, peer, requestId }: Asked): Promise<Response> {
  const { app } = door;
  refuseStrangers(door, request, peer);
  const here = ROUTES.filter((route) => (route.tail === true ? path.startsWith(route.path) : path === route.path));
  const route = here.find(({ method }) => method === request.method);
  if (route === undefined) return nothingHere(here, requestId);
  const from = originOf(app, request, peer);
  const call: WeepCall = { app, request, requestId, from, rest: path.slice(route.path.length) };
  if (route.command === undefined) return route.answer(call);

  const token = readCookie(request.headers.get("cookie"), CLI_COOKIE);
  // No token is another thing than a bad one: for a bad one the CLI deletes what it has stored.
  if (token === undefined) return notLoggedIn(requestId);
  const login = await resolveLogin(app, token, from);
  if (login === undefined) return badToken(requestId);
  const actor = login.person;
  const { allowed, because } = authorize(actor, route.command, app.settings.authority());
  if (!allowed) {
    await recordRefusal(app, actor, { command: route.command, because, from });
    throw new Failure("forbidden", `You may not do this: ${because}.`);
  }
  await onceFilled(app);
  const answered = await route.answer({ ...call, login, actor });
  answered.headers.append("set-cookie", renewal(door, login));
  return answered;
}

/** The CLI sends neither origin nor site: whoever sends another one than ours is a page that wants to act as the CLI. */
function refuseStrangers(door: Door, { headers }: Request, peer: string | undefined): void {
  for (const method of door.methods) {
    const refused = method.refuse?.({ peer, headers }, door.app.config);
    if (refused !== undefined) throw refused;
  }
  const foreign = headers.has("origin") && !isOurOrigin(door.origin, headers);
  if (foreign || headers.get("sec-fetch-site") === "cross-site") throw crossSite();
}

/** A program that keeps running holds the cookie it was born with; this is how it learns that its login lasts longer. */
function renewal({ app, secure }: Door, { token, expiresAt }: LiveLogin): string {
  const seconds = Math.max(0, Math.floor((Date.parse(expiresAt) - app.now()) / 1000));
  const parts = [`${CLI_COOKIE}=${token}`, "Path=/", "HttpOnly", "SameSite=Strict", `Max-Age=${seconds}`];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}

function nothingHere(here: readonly WeepRoute[], requestId: string): Response {
  if (here.length === 0)
    return weepError({ status: 404, code: "404", message: "There is nothing at this address.", requestId });
  const answer = weepError({ status: 405, code: "405", message: "This address takes another method.", requestId });
  answer.headers.set("allow", here.map(({ method }) => method).join(", "));
  return answer;
}

function notLoggedIn(requestId: string): Response {
  return weepError({ status: 403, code: "unauthenticated", message: "Not logged in; restart weep", requestId });
}

function badToken(requestId: string): Response {
  return weepError({ status: 403, code: "invalid_jwt", message: "JWT is invalid or has expired.", requestId });
}

/** What the log may say of a path: some end in a token. */
function routeName(path: string): string {
  return ROUTES.find((route) => path.startsWith(route.path))?.path ?? "unknown";
}
