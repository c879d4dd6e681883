import { AwsError, COMMON_ERRORS } from "../protocol/errors.ts";
import type { Shape } from "../protocol/schema.ts";
import type { WireError } from "./dialect.ts";
import type { Service } from "./service.ts";

function modelledError(service: Service, shape: Shape, error: Error): WireError {
  const { error: fault, httpError, awsQueryError } = shape.getMergedTraits();
  const name = shape.getName() ?? error.name;
  const isOurs = fault === "server";
  const status = typeof httpError === "number" ? httpError : undefined;
  const wire: WireError = {
    code: name,
    status: status ?? (isOurs ? 500 : 400),
    message: error.message,
    fault: isOurs ? "Receiver" : "Sender",
    model: { name, shape, members: Object.fromEntries(Object.entries(error)) },
  };
  const speaksQuery = service.dialect === "query" || service.isQueryCompatible;
  if (!speaksQuery || !Array.isArray(awsQueryError)) return wire;
  return { ...wire, code: String(awsQueryError[0]), status: Number(awsQueryError[1]) };
}

/** Turns whatever a call threw into an error of the service; what nobody expected is AWS's InternalFailure. */
export function toWireError(service: Service, error: unknown): WireError {
  const shape = error instanceof Error ? service.errors.get(error.name) : undefined;
  if (shape && error instanceof Error) return modelledError(service, shape, error);
  if (error instanceof AwsError) {
    const [code, status] = COMMON_ERRORS[error.kind][service.dialect];
    return { code, status, message: error.message, fault: status < 500 ? "Sender" : "Receiver" };
  }
  const [code, status] = COMMON_ERRORS.Internal[service.dialect];
  return { code, status, message: String(error), fault: "Receiver" };
}
