import type { Logger } from "../log.ts";
import { createRequestIds } from "../request-ids.ts";
import { pathOf } from "../request-path.ts";
import type { Metrics } from "./metrics.ts";
import { type KnownCalls, routeClass } from "./route-class.ts";

/** Follows each request from its beginning to its answer, by an id that the log and the answer share. */
export type Requests = {
  begin(request: Request): Begun;
  /** The request as it began; one that never began here begins now. */
  of(request: Request): Begun;
  /** What the log may know of a request; never its path, which may hold a secret. */
  about(request: Request): { request: string; method: string; route: string };
  end(request: Request, response: Response): void;
};

export type Begun = { id: string; at: number; path: string };

type Parts = { metrics: Metrics; log: Logger; calls: KnownCalls };

/** Counts and logs every request once; what only reads and goes well is in the log at the level debug. */
export function createRequests({ metrics, log, calls }: Parts): Requests {
  const nextId = createRequestIds();
  const known = new WeakMap<Request, Begun>();
  const begin = (request: Request): Begun => {
    const begun = { id: nextId(), at: performance.now(), path: pathOf(request) };
    known.set(request, begun);
    return begun;
  };
  const of = (request: Request): Begun => known.get(request) ?? begin(request);
  return {
    begin,
    of,
    about(request) {
      const { id, path } = of(request);
      return { request: id, method: request.method, route: routeClass(path, calls) };
    },
    end(request, { status }) {
      const { id, at, path } = of(request);
      const route = routeClass(path, calls);
      const seconds = (performance.now() - at) / 1000;
      metrics.request({ route, status, seconds });
      const { method } = request;
      const level = method === "GET" && status < 400 ? "debug" : "info";
      log[level]({ request: id, method, route, status, ms: Math.round(seconds * 1000) }, "answered");
    },
  };
}
