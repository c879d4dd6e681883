import { Failure } from "@gatehouse/core/failure";

/** Plain HTTP for what the SDK does not speak: the sign-in federation and container credentials. TLS is verified. */
export type Fetch = (request: Request) => Promise<Response>;

/** An answer read to its end; what is no JSON is undefined. */
export type Answer = { ok: boolean; status: number; json: unknown };

const TIMEOUT_MS = 10_000;

/**
 * Sends a request and reads its whole answer within ten seconds, else gives the connection up; a failure names the host
 * and no more of the address.
 */
export async function fetchWithin(fetch: Fetch, request: Request, timeoutMs = TIMEOUT_MS): Promise<Answer> {
  const { host } = new URL(request.url);
  const given = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    given.abort();
    late.reject(new Error("no answer in time"));
  }, timeoutMs);
  try {
    return await Promise.race([read(fetch, new Request(request, { signal: given.signal })), late.promise]);
  } catch {
    // The cause may quote the request, which carries credentials: it goes no further.
    throw new Failure("unavailable", `${host} did not answer. Try again in a moment.`);
  } finally {
    clearTimeout(timer);
  }
}

async function read(fetch: Fetch, request: Request): Promise<Answer> {
  const response = await fetch(request);
  const text = await response.text();
  return { ok: response.ok, status: response.status, json: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
