import { Failure } from "@gatehouse/core/failure";
import { isLoopback } from "./auth/client-address.ts";
import type { Door } from "./auth/door.ts";
import { isApi } from "./request-path.ts";
import { bearerOf } from "./tokens/resolve-token.ts";

/** No body that we expect comes near this many bytes. */
export const BODY_LIMIT = 1_000_000;

type Refusal = Failure | undefined;

type Arrived = { peer: string | undefined; path: string };

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const TOO_LARGE = "The request's body is larger than 1 MB, more than anything here needs. Nothing was changed.";

/** Answers why a request is not let in at all, before anything reads it; undefined for one that is. */
export function guard(door: Door, request: Request, { peer, path }: Arrived): Refusal | Promise<Refusal> {
  const { headers, method } = request;
  for (const signOn of door.methods) {
    const refused = signOn.refuse?.({ peer, headers }, door.app.config);
    if (refused !== undefined) return refused;
  }
  const api = isApi(path);
  if ((api || path.startsWith("/auth")) && !URL.canParse(request.url))
    return new Failure("invalid", "The request's Host header names no host.");
  if (api && headers.get("sec-fetch-site") === "cross-site") return crossSite();
  if (SAFE.has(method)) return undefined;
  // A program sends its token itself; no browser adds it for another site, and no cookie counts beside it.
  if (bearerOf(headers) !== undefined) return tooLarge(request);
  if (!isOurOrigin(door.origin, headers)) return crossSite();
  if (headers.get("x-gatehouse") === "1") return tooLarge(request);
  return new Failure("forbidden", "A request that changes something carries the header x-gatehouse: 1.");
}

export function crossSite(): Failure {
  return new Failure("forbidden", "This request came from another site. Open Gatehouse itself and do it there.");
}

/** On this machine, localhost and 127.0.0.1 are the same place, so the request's own loopback host is ours too. */
export function isOurOrigin(ours: string, headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === ours) return true;
  if (origin === null) return false;
  return isLoopback(new URL(ours).hostname) && isLoopback(hostOf(origin)) && origin === `http://${headers.get("host")}`;
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : "";
}

/** Believes a declared length, which the server enforces; a body without one is counted, up to the server's own limit. */
async function tooLarge(request: Request): Promise<Refusal> {
  const declared = request.headers.get("content-length");
  // Read to its end: a copy that is given up midway would leave the connection waiting.
  const bytes = declared === null ? (await request.clone().arrayBuffer()).byteLength : Number(declared);
  return bytes > BODY_LIMIT ? new Failure("too-large", TOO_LARGE) : undefined;
}
