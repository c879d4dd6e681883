import { Failure } from "@gatehouse/core/failure";
import { IAM_ROLE } from "@gatehouse/store/roles";
import type { App } from "../app.ts";
import { pathOf } from "../request-path.ts";
import { watchEventLoop } from "./event-loop.ts";
import type { Counted, Looked } from "./metrics.ts";

type Listen = { host: string; port: number };

/** Asks the other threads of this process what they counted. */
export type OtherThreads = () => Promise<readonly Counted[]>;

/** Serves the metrics at an address of their own, which no browser and no proxy needs to reach, until it is stopped. */
export function exposeMetrics(app: App, { host: hostname, port }: Listen, others: OtherThreads) {
  const loop = watchEventLoop(app.now);
  const failed = (error: Error): Response => {
    app.log.error({ error }, "the metrics could not be told");
    return new Response("The metrics could not be told; the log has more.", { status: 500 });
  };
  const server = serve({ hostname, port, error: failed }, async (request) => {
    if (pathOf(request) !== "/metrics") return new Response("Metrics are at /metrics.", { status: 404 });
    app.metrics.look({ ...lookAt(app), eventLoop: loop.delays() });
    const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" };
    return new Response(await app.metrics.text(await others()), { headers });
  });
  return {
    port: server.port,
    async stop(): Promise<void> {
      loop.stop();
      await server.stop(true);
    },
  };
}

type Serving = { hostname: string; port: number; error: (error: Error) => Response };

function serve(listen: Serving, answer: (request: Request) => Promise<Response>) {
  try {
    // In development Bun answers an error by a page with the program's source; otherwise it shares a port unless told not to.
    return Bun.serve({ ...listen, development: false, reusePort: false, fetch: answer });
  } catch (cause) {
    const place = `${listen.hostname}:${listen.port}`;
    throw new Failure("unavailable", `Metrics cannot be served at ${place}: another program has the port.`, { cause });
  }
}

function lookAt({ estate, now }: App): Omit<Looked, "eventLoop"> {
  const finished = [...estate.accounts().keys()].flatMap((id) => estate.asOf(id, IAM_ROLE) ?? []);
  const oldest = finished.toSorted()[0];
  const age = (time: number | undefined) => (time === undefined ? undefined : Math.max(0, (now() - time) / 1000));
  return {
    indexAgeSeconds: age(estate.comparedAt()),
    oldestListingSeconds: age(oldest === undefined ? undefined : Date.parse(oldest)),
    roles: estate.roleCount(),
  };
}
