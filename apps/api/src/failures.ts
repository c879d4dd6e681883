import { Failure, type FailureCode } from "@gatehouse/core/failure";
import { TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY, type TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { z } from "zod";

type Door = { trpc: TRPC_ERROR_CODE_KEY; status: number };

const DOORS: Record<FailureCode, Door> = {
  invalid: { trpc: "BAD_REQUEST", status: 400 },
  unauthenticated: { trpc: "UNAUTHORIZED", status: 401 },
  forbidden: { trpc: "FORBIDDEN", status: 403 },
  "not-found": { trpc: "NOT_FOUND", status: 404 },
  conflict: { trpc: "CONFLICT", status: 409 },
  "too-large": { trpc: "PAYLOAD_TOO_LARGE", status: 413 },
  "rate-limited": { trpc: "TOO_MANY_REQUESTS", status: 429 },
  "refused-by-aws": { trpc: "BAD_GATEWAY", status: 502 },
  unavailable: { trpc: "SERVICE_UNAVAILABLE", status: 503 },
};

const OURS = new Map<TRPC_ERROR_CODE_KEY, FailureCode>([
  ["BAD_REQUEST", "invalid"],
  ["PARSE_ERROR", "invalid"],
  ["UNSUPPORTED_MEDIA_TYPE", "invalid"],
  ["METHOD_NOT_SUPPORTED", "invalid"],
  ["NOT_FOUND", "not-found"],
]);

/** Answers the Failure behind an error: thrown as it is, or for input that fits no schema; undefined for a bug of ours. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (!(error instanceof TRPCError)) return undefined;
  if (error.cause instanceof Failure) return error.cause;
  if (error.cause instanceof z.ZodError) return new Failure("invalid", explainInput(error.cause));
  if (error.cause instanceof SyntaxError) return new Failure("invalid", "The request is not valid JSON.");
  const code = OURS.get(error.code);
  return code === undefined ? undefined : new Failure(code, error.message);
}

/** Turns a Failure into tRPC's error of the same meaning; anything else becomes a 500 that says nothing about itself. */
export function toTrpcError(error: unknown): TRPCError {
  const failure = failureOf(error);
  if (failure !== undefined)
    return new TRPCError({ code: DOORS[failure.code].trpc, message: failure.message, cause: failure });
  return error instanceof TRPCError ? error : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error });
}

/** The HTTP status that a Failure has at every door. */
export function statusOf({ code }: Failure): number {
  return DOORS[code].status;
}

/** Answers a refusal at the door, in the shape that a tRPC client reads too. */
export function failureResponse(failure: Failure): Response {
  const { trpc, status } = DOORS[failure.code];
  const data = { code: trpc, httpStatus: status, failure: { code: failure.code } };
  return Response.json({ error: { message: failure.message, code: TRPC_ERROR_CODES_BY_KEY[trpc], data } }, { status });
}

function explainInput(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.map(String).join(".") || "input"}: ${issue.message}`).join("; ");
}
