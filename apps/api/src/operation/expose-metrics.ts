import { monitorEventLoopDelay } from "node:perf_hooks";
import { Failure } from "@gatehouse/core/failure";
import { IAM_ROLE } from "@gatehouse/store/roles";
import type { App } from "../app.ts";
import type { Counted, Looked } from "./metrics.ts";

type Listen = { host: string; port: number };

/** Asks the other threads of this process what they counted. */
export type OtherThreads = () => Promise<readonly Counted[]>;

/** Serves the metrics at an address of their own, which no browser and no proxy needs to reach, until it is stopped. */
export function exposeMetrics(app: App, { host: hostname, port }: Listen, others: OtherThreads) {
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const server = serve({ hostname, port }, async (request) => {
    if (new URL(request.url).pathname !== "/metrics") return new Response("Metrics are at /metrics.", { status: 404 });
    app.metrics.look({ ...lookAt(app), eventLoop: delaysOf(loop) });
    loop.reset();
    const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" };
    return new Response(await app.metrics.text(await others()), { headers });
  });
  return {
    port: server.port,
    async stop(): Promise<void> {
      loop.disable();
      await server.stop(true);
    },
  };
}

function serve(listen: { hostname: string; port: number }, answer: (request: Request) => Promise<Response>) {
  try {
    return Bun.serve({ ...listen, fetch: answer });
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

function delaysOf(loop: ReturnType<typeof monitorEventLoopDelay>): Looked["eventLoop"] {
  const seconds = (nanoseconds: number) => nanoseconds / 1e9;
  return { max: seconds(loop.max), p99: seconds(loop.percentile(99)) };
}
