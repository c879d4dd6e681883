import { trpc } from "@elysiajs/trpc";
import { Failure } from "@gatehouse/core/failure";
import type { AnyTRPCRouter } from "@trpc/server";
import { Elysia } from "elysia";
import type { App } from "./app.ts";
import { signOnProblems } from "./auth/methods.ts";
import { createDoor } from "./auth/door.ts";
import { createSignOnDoor } from "./auth/oidc/sign-on-door.ts";
import { type Arrival, createContext } from "./context.ts";
import { failureOf, failureResponse } from "./failures.ts";
import { BODY_LIMIT, guard } from "./guard.ts";
import { answerWeep } from "./http/weep-door.ts";
import { appRouter } from "./router.ts";
import { createRequestIds } from "./request-ids.ts";
import { pathOf } from "./request-path.ts";
import { secure } from "./security-headers.ts";
import { serveWeb, type WebAssets } from "./web-assets.ts";

export type ServerParts = {
  web?: WebAssets;
  /** The address at the other end of the connection; absent: the socket's. */
  addressOf?(request: Request): string | undefined;
  /** The calls to answer; absent: all of ours. */
  router?: AnyTRPCRouter;
};

const NOTHING_HERE = "There is nothing at this address.";

/** Opens every door over one App; throws where the config's sign-on would be unsafe. */
export function createServer(app: App, { web = new Map(), addressOf, router = appRouter }: ServerParts = {}) {
  const problems = signOnProblems(app.config);
  if (problems.length > 0)
    throw new Failure("invalid", problems.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
  const door = createDoor(app);
  const nextId = createRequestIds();
  const ids = new WeakMap<Request, string>();
  const elysia = new Elysia({ serve: { idleTimeout: 255, maxRequestBodySize: BODY_LIMIT * 4 } });
  const peerOf = addressOf ?? ((request: Request) => elysia.server?.requestIP(request)?.address);
  const arrivalOf = (request: Request): Arrival => ({
    peer: peerOf(request),
    requestId: ids.get(request) ?? nextId(),
  });
  const signOnDoor = createSignOnDoor(door);
  const finish = (response: Response, request: Request): Response =>
    secure(response, request, ids.get(request) ?? nextId());
  const refuse = (why: Failure | undefined, request: Request): Response | undefined => {
    if (why === undefined) return undefined;
    app.log.info({ why: why.message, path: pathOf(request), request: ids.get(request) }, "refused at the door");
    return finish(failureResponse(why), request);
  };

  return elysia
    .onRequest(({ request }) => {
      const requestId = nextId();
      ids.set(request, requestId);
      const answered = answerWeep(door, request, { peer: peerOf(request), requestId });
      if (answered !== undefined) return answered.then((response) => finish(response, request));
      const refused = guard(door, request, peerOf(request));
      return refused instanceof Promise ? refused.then((late) => refuse(late, request)) : refuse(refused, request);
    })
    .onAfterHandle({ as: "global" }, ({ response, request }) => {
      if (response instanceof Response) finish(response, request);
    })
    .onError(({ error, code, request }) => {
      const failure = failureOf(error) ?? (code === "NOT_FOUND" ? new Failure("not-found", NOTHING_HERE) : undefined);
      if (failure !== undefined) return finish(failureResponse(failure), request);
      app.log.error({ error, request: ids.get(request) }, "a request failed by a bug");
      return finish(
        new Response("Something went wrong in Gatehouse itself. Its log has more.", { status: 500 }),
        request,
      );
    })
    .use(
      trpc(router, {
        endpoint: "/api/trpc",
        createContext: (call) => createContext(door, call, arrivalOf(call.req)),
        onError({ error, path, ctx }) {
          if (failureOf(error) === undefined)
            app.log.error({ error: error.cause ?? error, path, request: ctx?.requestId }, "a call failed by a bug");
        },
      }),
    )
    .get("/auth", ({ request }) => signOnDoor.back(request, arrivalOf(request)))
    .get("/auth/start", ({ request }) => signOnDoor.start(request, arrivalOf(request)))
    .get("/healthz", () => Response.json({ ok: true, estate: app.estate.status().state }))
    .get("/*", ({ request }) => serveWeb(web, request))
    .head("/*", ({ request }) => serveWeb(web, request));
}

export type Server = ReturnType<typeof createServer>;
