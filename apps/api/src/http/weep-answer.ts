import type { FailureCode } from "@gatehouse/core/failure";
import { failureOf, statusOf } from "../failures.ts";

type Refusal = {
  status: number;
  /** A text: the CLI has words of its own for 899 to 905 and invalid_jwt, and shows ours for any other. */
  code: string;
  message: string;
  requestId: string;
  more?: Readonly<Record<string, unknown>>;
};

/** An error in the one shape that every part of the CLI reads: texts where it wants texts, and a list of errors. */
export function weepError({ status, code, message, requestId, more = {} }: Refusal): Response {
  // The CLI prints the list through a format: a percent sign would be taken for a verb.
  const errors = [message.replaceAll("%", "%%")];
  const body = { status: "error", status_code: status, code, message, errors, reason: code, request_id: requestId };
  return Response.json({ ...body, ...more }, { status });
}

const CODES: Partial<Record<FailureCode, string>> = { "rate-limited": "429" };

/** Answers a failure with a code that the CLI does not know, so that it shows our sentence. */
export function weepFailure(error: unknown, requestId: string, more: Refusal["more"] = {}): Response | undefined {
  const failure = failureOf(error);
  if (failure === undefined) return undefined;
  const code = CODES[failure.code] ?? failure.code;
  return weepError({ status: statusOf(failure), code, message: failure.message, requestId, more });
}

/** Answers what was asked for, in the shape of the CLI's second version. */
export function weepData(data: object, message?: string): Response {
  return Response.json({ status: "success", status_code: 200, ...(message !== undefined && { message }), data });
}
