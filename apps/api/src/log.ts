import pino, { type DestinationStream, type Logger as PinoLogger } from "pino";

export type Logger = Pick<PinoLogger, "debug" | "info" | "warn" | "error"> & {
  child(bindings: Record<string, unknown>): Logger;
};

/** Keys whose values never reach the log, at the top or one level down; the sign-in address is a secret too. */
const SECRETS = [
  "cookie",
  "authorization",
  "secretAccessKey",
  "sessionToken",
  "SigninToken",
  "secrets",
  "signInUrl",
].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Makes a log of one JSON line per event, without secrets. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS, censor: "[secret]" },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
