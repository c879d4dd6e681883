import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";

/** What an SDK client sends its requests with. */
export type RequestHandler = STSClient["config"]["requestHandler"];

/** What a caller may bring as one. */
export type AnyRequestHandler = NonNullable<STSClientConfig["requestHandler"]>;

const CONNECT_MS = 5_000;
const SOCKETS = 100;

/** The SDK's own sender with one pool of sockets, made once and shared by all clients; TLS is verified. */
export function openRequestHandler(given: AnyRequestHandler | undefined, timeoutMs: number): RequestHandler {
  const requestHandler = given ?? {
    connectionTimeout: CONNECT_MS,
    requestTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    throwOnRequestTimeout: true,
    httpsAgent: { maxSockets: SOCKETS, keepAlive: true },
    httpAgent: { maxSockets: SOCKETS, keepAlive: true },
  };
  // A client makes a whole sender of such settings; this one is made for its sender alone and sends nothing.
  const made = new STSClient({ region: "us-east-1", requestHandler }).config.requestHandler;
  return withTimeout(made, timeoutMs);
}

/** Every call gets an answer or a TimeoutError within the time, whoever sends it; what is late is aborted. */
export function withTimeout(sender: RequestHandler, timeoutMs: number): RequestHandler {
  return {
    metadata: sender.metadata ?? { handlerProtocol: "http/1.1" },
    destroy: () => sender.destroy?.(),
    handle: async (request, settings) => {
      const given = new AbortController();
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        late.reject(timeoutError(timeoutMs));
        given.abort();
      }, timeoutMs);
      try {
        const abortSignal = withOther(given.signal, settings);
        return await Promise.race([sender.handle(request, { ...settings, abortSignal }), late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** A sender may lie in another one that gives up sooner or later. */
function withOther(ours: AbortSignal, settings: object = {}): AbortSignal {
  const other = "abortSignal" in settings ? settings.abortSignal : undefined;
  return other instanceof AbortSignal ? AbortSignal.any([ours, other]) : ours;
}

function timeoutError(timeoutMs: number): Error {
  return Object.assign(new Error(`AWS did not answer within ${timeoutMs / 1000} s`), { name: "TimeoutError" });
}
