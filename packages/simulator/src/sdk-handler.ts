import { HttpResponse } from "@smithy/core/transport";
import type { HttpHandlerOptions, HttpRequest, RequestHandler } from "@smithy/types";

type Fetch = (request: Request) => Promise<Response>;

function urlOf({ protocol, hostname, port, path, query }: HttpRequest): URL {
  const url = new URL(`${protocol}//${hostname}${port ? `:${port}` : ""}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of [value ?? ""].flat()) url.searchParams.append(name, one);
  }
  return url;
}

function toRequest(request: HttpRequest): Request {
  const { method, headers } = request;
  const body: unknown = request.body;
  const hasBody = method !== "GET" && method !== "HEAD" && body !== undefined;
  return new Request(urlOf(request).href, { method, headers, ...(hasBody ? { body: body as string } : {}) });
}

async function orAbort<Result>(work: Promise<Result>, signal: HttpHandlerOptions["abortSignal"]): Promise<Result> {
  if (!signal) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(Object.assign(new Error("Request aborted"), { name: "AbortError" }));
  // The SDK's oldest signals have a property alone.
  if ("addEventListener" in signal) signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  return Promise.race([work, promise]);
}

/** A request handler for SDK clients that calls a fetch function: no socket, no port, the real wire format. */
export function sdkHandler(fetch: Fetch): RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions> {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(request, { abortSignal } = {}) {
      const response = await orAbort(fetch(toRequest(request)), abortSignal);
      const body = new Uint8Array(await response.arrayBuffer());
      const headers = Object.fromEntries(response.headers);
      return { response: new HttpResponse({ statusCode: response.status, headers, body }) };
    },
  };
}
