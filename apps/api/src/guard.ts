import { Failure } from "@gatehouse/core/failure";
import type { App } from "./app.ts";
import { isLoopback } from "./auth/client-address.ts";
import { signOnMethods } from "./auth/methods.ts";
import { publicOrigin } from "./config/config.ts";

/** No body that we expect comes near this many bytes. */
export const BODY_LIMIT = 1_000_000;

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const TOO_LARGE = "The request's body is larger than 1 MB, more than anything here needs. Nothing was changed.";

/** Answers why a request is not let in at all, before anything reads it; undefined for one that is. */
export async function guard(app: App, request: Request, peer: string | undefined): Promise<Failure | undefined> {
  const { headers, method } = request;
  for (const signOn of signOnMethods(app.config)) {
    const refused = signOn.refuse?.({ peer, headers }, app.config);
    if (refused !== undefined) return refused;
  }
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/api/") && headers.get("sec-fetch-site") === "cross-site") return crossSite();
  if (SAFE.has(method)) return undefined;
  if (!isOurOrigin(app, headers)) return crossSite();
  if (headers.get("x-gatehouse") !== "1")
    return new Failure("forbidden", "A request that changes something carries the header x-gatehouse: 1.");
  return (await isTooLarge(request)) ? new Failure("too-large", TOO_LARGE) : undefined;
}

function crossSite(): Failure {
  return new Failure("forbidden", "This request came from another site. Open Gatehouse itself and do it there.");
}

/** On this machine, localhost and 127.0.0.1 are the same place, so the request's own loopback host is ours too. */
function isOurOrigin(app: App, headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null) return false;
  const ours = publicOrigin(app.config);
  if (origin === ours) return true;
  return isLoopback(new URL(ours).hostname) && isLoopback(hostOf(origin)) && origin === `http://${headers.get("host")}`;
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : "";
}

/** Believes a declared length, which the server enforces; a body without one is counted, up to the server's own limit. */
async function isTooLarge(request: Request): Promise<boolean> {
  const declared = request.headers.get("content-length");
  if (declared !== null) return Number(declared) > BODY_LIMIT;
  if (request.body === null) return false;
  // Read to its end: a copy that is given up midway would leave the connection waiting.
  const copy = await request.clone().arrayBuffer();
  return copy.byteLength > BODY_LIMIT;
}
