import type { App } from "../app.ts";
import type { Life } from "./life.ts";
import { createReadiness } from "./readiness.ts";

/** Makes the two answers for whoever watches this process: that it lives, and whether it should be sent requests. */
export function createHealth(app: App, life: Life): { alive(): Response; ready(): Promise<Response> } {
  const readiness = createReadiness(app, life.stopping);
  const headers = { "cache-control": "no-store" };
  return {
    alive: () => new Response("OK", { headers }),
    async ready() {
      const answer = await readiness();
      return Response.json(answer, { status: answer.ready ? 200 : 503, headers });
    },
  };
}
