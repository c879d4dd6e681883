/** What can go wrong in a way that the outside may see; each door maps a code once to its own status. */
export const FAILURE_CODES = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not-found",
  "conflict",
  "too-large",
  "rate-limited",
  "refused-by-aws",
  "unavailable",
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** The only throw the outside may see: a code and a sentence, fit for the screen, that says what to do. */
export class Failure extends Error {
  readonly code: FailureCode;
  /** AWS's own words, where AWS refused. */
  readonly awsSaid: string | undefined;

  constructor(code: FailureCode, message: string, options: { cause?: unknown; awsSaid?: string } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "Failure";
    this.code = code;
    this.awsSaid = options.awsSaid;
  }
}
