import { Failure } from "@gatehouse/core/failure";

/** What an error of an AWS call means to us, in AWS's own words; never a secret. */
export type AwsProblem = {
  kind: "absent" | "denied" | "throttled" | "limit" | "timeout" | "expired" | "other";
  said: string;
  call?: string;
  requestId?: string;
};

/** The SDK's and AWS's error names, told apart nowhere else. Names are compared without a trailing "Exception". */
const NAMES: Readonly<Record<Exclude<AwsProblem["kind"], "other">, readonly string[]>> = {
  absent: [
    "NoSuchEntity",
    "ResourceNotFound",
    "AccountNotFound",
    "QueueDoesNotExist",
    "NoSuchKey",
    "NoSuchBucket",
    "NotFound",
  ],
  denied: [
    "AccessDenied",
    "AccessDeniedForDependency",
    "AuthFailure",
    "AuthorizationError",
    "InvalidClientTokenId",
    "InvalidSignature",
    "OptInRequired",
    "RegionDisabled",
    "SignatureDoesNotMatch",
    "UnauthorizedOperation",
    "UnrecognizedClient",
  ],
  throttled: [
    "BandwidthLimitExceeded",
    "EC2Throttled",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceeded",
    "RequestLimitExceeded",
    "RequestThrottled",
    "SlowDown",
    "Throttled",
    "Throttling",
    "TooManyRequests",
  ],
  // The SDK counts LimitExceeded among throttling, but IAM says it of a quota that is full: asking again cannot help.
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
  limit: ["LimitExceeded", "ServiceQuotaExceeded"],
  timeout: [
    "TimeoutError",
    "RequestTimeout",
    "ECONNRESET",
    "ECONNREFUSED",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
  ],
  expired: ["ExpiredToken", "RequestExpired", "TokenRefreshRequired"],
};

/** Says what an error of an AWS call means, keeping AWS's words, the call's name and the request id. */
export function explainAwsError(error: unknown): AwsProblem {
  if (!(error instanceof Error)) return { kind: "other", said: withoutSecrets(String(error)) };
  if (error instanceof Failure) return explainFailure(error);
  const name = nameOf(error);
  const { call, requestId } = error as { call?: string; requestId?: string } & Error;
  const id = requestId ?? metadataOf(error)?.requestId;
  return {
    kind: kindOf(error, name),
    said: withoutSecrets(error.message ? `${name}: ${error.message}` : name),
    ...(call !== undefined && { call }),
    ...(id !== undefined && { requestId: id }),
  };
}

/** The failure that the outside may see of an AWS call that did not work: what we wanted, and AWS's words beside it. */
export function awsFailure(error: unknown, wanted: string): Failure {
  if (error instanceof Failure) return error;
  const { kind, said, requestId } = explainAwsError(error);
  const awsSaid = requestId === undefined ? said : `${said} (request id ${requestId})`;
  switch (kind) {
    case "throttled":
      return new Failure("unavailable", `AWS is slowing us down, so it did not ${wanted}. Try again in a moment.`, {
        awsSaid,
      });
    case "timeout":
      return new Failure("unavailable", `AWS did not answer in time, so it did not ${wanted}. Try again.`, { awsSaid });
    default:
      return new Failure("refused-by-aws", `AWS did not ${wanted}.`, { awsSaid });
  }
}

/** Remembers on an error which call it came from. */
export function nameCall(error: unknown, call: string): void {
  if (error instanceof Error && Object.isExtensible(error) && !("call" in error)) Object.assign(error, { call });
}

function explainFailure(failure: Failure): AwsProblem {
  if (failure.cause instanceof Error) return explainAwsError(failure.cause);
  return { kind: "other", said: failure.awsSaid ?? failure.message };
}

/** The query services' modelled errors are named with "Exception" by the SDK; Code is the name on AWS's wire. */
function nameOf(error: Error): string {
  const { Code, code } = error as { Code?: unknown; code?: unknown } & Error;
  if (typeof Code === "string" && Code !== "") return Code.replace(/^.*[#.]/, "");
  return typeof code === "string" && error.name === "Error" ? code : error.name;
}

function kindOf(error: Error, name: string): AwsProblem["kind"] {
  const plain = name.replace(/Exception$/, "");
  const kinds = Object.entries(NAMES) as [Exclude<AwsProblem["kind"], "other">, readonly string[]][];
  const named = kinds.find(([, names]) => names.includes(plain));
  if (named) return named[0];
  return metadataOf(error)?.httpStatusCode === 429 ? "throttled" : "other";
}

type Metadata = { requestId?: string; httpStatusCode?: number };

export function metadataOf(error: Error): Metadata | undefined {
  return (error as { $metadata?: Metadata } & Error).$metadata;
}

/**
 * AWS's answer to a wrong signature repeats the request, session token included; and any text of that kind is longer
 * than a name or an ARN is. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
function withoutSecrets(text: string): string {
  return text
    .replace(/\s*The Canonical String[^]*$/i, "")
    .replace(/[A-Za-z0-9+/_=-]{100,}/g, "…")
    .slice(0, 2000);
}
