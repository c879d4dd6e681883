import type { Logger } from "../log.ts";
import { createRequestIds } from "../request-ids.ts";
import { pathOf } from "../request-path.ts";
import type { Metrics } from "./metrics.ts";
import { type KnownCalls, routeClass } from "./route-class.ts";

/** Follows each request from its beginning to its answer, by an id that the log and the answer share. */
export type Requests = {
  begin(request: Request): void;
  idOf(request: Request): string;
  /** What the log may know of a request; never its path, which may hold a secret. */
  about(request: Request): { request: string; method: string; route: string };
  end(request: Request, response: Response): void;
};

type Parts = { metrics: Metrics; log: Logger; calls: KnownCalls };

/** Counts and logs every request once; what only reads and goes well is in the log at the level debug. */
export function createRequests({ metrics, log, calls }: Parts): Requests {
  const nextId = createRequestIds();
  const begun = new WeakMap<Request, { id: string; at: number }>();
  const routeOf = (request: Request): string => routeClass(pathOf(request), calls);
  const idOf = (request: Request): string => begun.get(request)?.id ?? nextId();
  return {
    begin: (request) => void begun.set(request, { id: nextId(), at: performance.now() }),
    idOf,
    about: (request) => ({ request: idOf(request), method: request.method, route: routeOf(request) }),
    end(request, { status }) {
      const { id, at } = begun.get(request) ?? { id: nextId(), at: performance.now() };
      const route = routeOf(request);
      const seconds = (performance.now() - at) / 1000;
      metrics.request({ route, status, seconds });
      const { method } = request;
      const level = method === "GET" && status < 400 ? "debug" : "info";
      log[level]({ request: id, method, route, status, ms: Math.round(seconds * 1000) }, "answered");
    },
  };
}
