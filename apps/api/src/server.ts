import { trpc } from "@elysiajs/trpc";
import { Failure } from "@gatehouse/core/failure";
import type { AnyTRPCRouter } from "@trpc/server";
import { Elysia } from "elysia";
import type { App } from "./app.ts";
import { answerExport } from "./audit/export-door.ts";
import { signOnProblems } from "./auth/methods.ts";
import { createDoor } from "./auth/door.ts";
import { createSignOnDoor } from "./auth/oidc/sign-on-door.ts";
import { type Arrival, createContext } from "./context.ts";
import { failureOf, failureResponse } from "./failures.ts";
import { BODY_LIMIT, guard } from "./guard.ts";
import { answerWeep } from "./http/weep-door.ts";
import { createHealth } from "./operation/health.ts";
import { createLife, type Life } from "./operation/life.ts";
import { createRequests } from "./operation/requests.ts";
import { appRouter } from "./router.ts";
import { secure } from "./security-headers.ts";
import { serveWeb, type WebAssets } from "./web-assets.ts";

export type ServerParts = {
  web?: WebAssets;
  /** The address at the other end of the connection; absent: the socket's. */
  addressOf?(request: Request): string | undefined;
  /** The calls to answer; absent: all of ours. */
  router?: AnyTRPCRouter;
  /** How far the end of this process is; absent: it never ends. */
  life?: Life;
};

/** Our own clients put no more calls into one request, and a stranger's are not worked off as one. */
const MOST_CALLS = 20;
const NOTHING_HERE = "There is nothing at this address.";

/** Opens every door over one App; throws where the config's sign-on would be unsafe. */
export function createServer(app: App, parts: ServerParts = {}) {
  const { web = new Map(), addressOf, router = appRouter, life = createLife() } = parts;
  const problems = signOnProblems(app.config);
  if (problems.length > 0)
    throw new Failure("invalid", problems.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
  const door = createDoor(app);
  const health = createHealth(app, life);
  const requests = createRequests({ metrics: app.metrics, log: app.log, calls: router._def.procedures });
  const elysia = new Elysia({ serve: { idleTimeout: 255, maxRequestBodySize: BODY_LIMIT * 4 } });
  const peerOf = addressOf ?? ((request: Request) => elysia.server?.requestIP(request)?.address);
  const arrivalOf = (request: Request): Arrival => ({
    peer: peerOf(request),
    requestId: requests.of(request).id,
  });
  const signOnDoor = createSignOnDoor(door);
  const finish = (response: Response, request: Request): Response => {
    requests.end(request, response);
    if (life.stopping()) response.headers.set("connection", "close");
    return secure(response, requests.of(request));
  };
  const refuse = (why: Failure | undefined, request: Request): Response | undefined => {
    if (why === undefined) return undefined;
    app.log.info({ why: why.message, ...requests.about(request) }, "refused at the door");
    return finish(failureResponse(why), request);
  };

  return elysia
    .onRequest(({ request }) => {
      const { id, path } = requests.begin(request);
      const peer = peerOf(request);
      const answered = answerWeep(door, request, { peer, requestId: id, path });
      if (answered !== undefined) return answered.then((response) => finish(response, request));
      const refused = guard(door, request, { peer, path });
      return refused instanceof Promise ? refused.then((late) => refuse(late, request)) : refuse(refused, request);
    })
    .onAfterHandle({ as: "global" }, ({ response, request }) => {
      if (!(response instanceof Response)) return;
      finish(response, request);
      if (response.headers.get("content-type") === "text/event-stream") return life.hold(response);
    })
    .onError(({ error, code, request }) => {
      const failure = failureOf(error) ?? (code === "NOT_FOUND" ? new Failure("not-found", NOTHING_HERE) : undefined);
      if (failure !== undefined) return finish(failureResponse(failure), request);
      app.log.error({ error, ...requests.about(request) }, "a request failed by a bug");
      return finish(
        new Response("Something went wrong in Gatehouse itself. Its log has more.", { status: 500 }),
        request,
      );
    })
    .use(
      trpc(router, {
        endpoint: "/api/trpc",
        maxBatchSize: MOST_CALLS,
        createContext: (call) => createContext(door, call, arrivalOf(call.req)),
        onError({ error, path, ctx }) {
          if (failureOf(error) === undefined)
            app.log.error({ error: error.cause ?? error, path, request: ctx?.requestId }, "a call failed by a bug");
        },
      }),
    )
    .get("/auth", ({ request }) => signOnDoor.back(request, arrivalOf(request)))
    .get("/auth/start", ({ request }) => signOnDoor.start(request, arrivalOf(request)))
    .get("/audit/export", ({ request }) => answerExport(door, request, arrivalOf(request)))
    .get("/healthcheck", health.alive)
    .head("/healthcheck", health.alive)
    .get("/readyz", health.ready)
    .head("/readyz", health.ready)
    .get("/*", ({ request }) => serveWeb(web, request))
    .head("/*", ({ request }) => serveWeb(web, request));
}

export type Server = ReturnType<typeof createServer>;
