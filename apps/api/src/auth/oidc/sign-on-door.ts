import type { Arrival } from "../../context.ts";
import { Failure } from "@gatehouse/core/failure";
import { failureResponse } from "../../failures.ts";
import type { Door } from "../door.ts";
import { originOf } from "../origin.ts";
import { beginSignOn } from "./begin-sign-on.ts";
import { finishSignOn } from "./finish-sign-on.ts";
import type { Visit } from "./visit.ts";

export type SignOnDoor = {
  /** Answers /auth/start: on to the provider. */
  start(request: Request, arrival: Arrival): Promise<Response>;
  /** Answers /auth: back from the provider. */
  back(request: Request, arrival: Arrival): Promise<Response>;
};

/** Opens the two addresses of the sign-on at a provider; without one there is nothing at them. */
export function createSignOnDoor(door: Door): SignOnDoor {
  const { app } = door;
  const { provider } = app;
  if (provider === undefined) {
    const nothing = async () => failureResponse(new Failure("not-found", "No sign-on at a provider is in use here."));
    return { start: nothing, back: nothing };
  }
  const visitOf = (request: Request, { peer, requestId }: Arrival): Visit => ({
    url: new URL(request.url),
    cookies: request.headers.get("cookie"),
    from: originOf(app, request, peer),
    requestId,
  });
  return {
    start: (request, arrival) => beginSignOn(door, provider, visitOf(request, arrival)),
    back: (request, arrival) => finishSignOn(door, provider, visitOf(request, arrival)),
  };
}
