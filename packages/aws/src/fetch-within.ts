import { Failure } from "@gatehouse/core/failure";

/** Plain HTTP for what the SDK does not speak: the sign-in federation and container credentials. TLS is verified. */
export type Fetch = (request: Request) => Promise<Response>;

const TIMEOUT_MS = 10_000;

/** Sends a request and gets its answer within ten seconds, or a failure that names the host and no more of the address. */
export async function fetchWithin(fetch: Fetch, request: Request): Promise<Response> {
  const { host } = new URL(request.url);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), TIMEOUT_MS);
  });
  try {
    return await Promise.race([fetch(request), late]);
  } catch {
    // The cause may quote the request, which carries credentials: it goes no further.
    throw new Failure("unavailable", `${host} did not answer. Try again in a moment.`);
  } finally {
    clearTimeout(timer);
  }
}
