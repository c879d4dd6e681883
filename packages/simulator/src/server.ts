import type { Simulator } from "./simulator.ts";

export type ServedSimulator = { url: string; stop(): Promise<void> };

/** Serves a simulator on the loopback interface; port 0 takes a free one. */
export function serveSimulator(simulator: Pick<Simulator, "fetch">, { port }: { port: number }): ServedSimulator {
  const server = Bun.serve({
    port,
    hostname: "127.0.0.1",
    idleTimeout: 120,
    fetch: (request) => simulator.fetch(request),
  });
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.stop(true) };
}
