import pino, { type DestinationStream } from "pino";

type Write = { (message: string): void; (about: Record<string, unknown>, message: string): void };

/** A log of one JSON line an event; what went wrong goes under the key "error". */
export type Logger = { debug: Write; info: Write; warn: Write; error: Write };

/** Keys whose values never reach the log, at the top or up to two levels down. */
const SECRET_KEYS = [
  "cookie",
  "set-cookie",
  "authorization",
  "secretAccessKey",
  "sessionToken",
  "encoded_jwt",
  "secrets",
].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Texts that are secrets wherever they stand: sign-in tokens, session and CLI cookies, API tokens, and anything as long as AWS's tokens. */
const SECRET_TEXTS =
  /(?<=SigninToken(?:=|%3D))[^"&%\s]+|(?<=gatehouse=|consoleme_auth=)[^";\s]+|(?<=gth_[0-9a-f]{16}_)[0-9a-f]{16,}|[A-Za-z0-9+/_=-]{100,}/gi;

/** Makes a log of one JSON line an event, without secrets. */
export function createLog(level: string, destination: DestinationStream = process.stdout): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_KEYS, censor: "[secret]" },
      serializers: { error: describeError },
      hooks: { streamWrite: (line) => line.replace(SECRET_TEXTS, "[secret]") },
    },
    destination,
  );
}

/** Only what an error says of itself: what hangs on it, e.g. the SDK's request, may hold credentials. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code: unknown = Object.hasOwn(error, "code")
    ? Object.getOwnPropertyDescriptor(error, "code")?.value
    : undefined;
  return {
    name,
    message,
    ...(typeof code === "string" && { code }),
    stack,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}
