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

/** Every call gets an answer or a TimeoutError within the time, whoever sends it. */
function withTimeout(sender: RequestHandler, timeoutMs: number): RequestHandler {
  return {
    metadata: sender.metadata ?? { handlerProtocol: "http/1.1" },
    destroy: () => sender.destroy?.(),
    handle: async (request, settings) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(timeoutError(timeoutMs)), timeoutMs);
      });
      try {
        return await Promise.race([sender.handle(request, settings), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function timeoutError(timeoutMs: number): Error {
  return Object.assign(new Error(`AWS did not answer within ${timeoutMs / 1000} s`), { name: "TimeoutError" });
}
