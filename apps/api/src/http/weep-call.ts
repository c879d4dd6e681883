import type { Person } from "@gatehouse/core/actor";
import type { Command } from "@gatehouse/core/commands";
import type { App } from "../app.ts";
import type { Origin } from "../auth/origin.ts";
import type { LiveLogin } from "../cli/login-token.ts";

/** One request of the CLI. */
export type WeepCall = {
  app: App;
  request: Request;
  requestId: string;
  from: Origin;
  /** What follows the route's own path; still percent-encoded. */
  rest: string;
};

/** One that came with a CLI token that is valid at this moment. */
export type SignedCall = WeepCall & { actor: Person; login: LiveLogin };

type Path = { method: "GET" | "POST"; path: string; tail?: boolean };

/** One of the addresses that the CLI knows: for anyone, or for whoever may run the command. */
export type WeepRoute = Path &
  (
    | { command?: undefined; answer(call: WeepCall): Promise<Response> }
    | { command: Command; answer(call: SignedCall): Promise<Response> }
  );
