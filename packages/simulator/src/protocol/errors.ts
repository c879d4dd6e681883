/** The errors that every AWS service gives and no client models as a class. */
export type CommonError =
  | "AccessDenied"
  | "Throttling"
  | "ExpiredToken"
  | "InvalidToken"
  | "BadSignature"
  | "NoAuth"
  | "Validation"
  | "NoAction"
  | "Internal";

/** The four ways in which services speak. */
export type Dialect = "query" | "json" | "rest-json" | "rest-xml";

type Wire = readonly [code: string, status: number];

/**
 * Each common error's code and status by dialect.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
export const COMMON_ERRORS: Record<CommonError, Record<Dialect, Wire>> = {
  AccessDenied: {
    query: ["AccessDenied", 403],
    json: ["AccessDeniedException", 400],
    "rest-json": ["AccessDeniedException", 403],
    "rest-xml": ["AccessDenied", 403],
  },
  Throttling: {
    query: ["Throttling", 400],
    json: ["ThrottlingException", 400],
    "rest-json": ["ThrottlingException", 429],
    "rest-xml": ["SlowDown", 503],
  },
  ExpiredToken: {
    query: ["ExpiredToken", 403],
    json: ["ExpiredTokenException", 400],
    "rest-json": ["ExpiredTokenException", 403],
    "rest-xml": ["ExpiredToken", 400],
  },
  InvalidToken: {
    query: ["InvalidClientTokenId", 403],
    json: ["UnrecognizedClientException", 400],
    "rest-json": ["UnrecognizedClientException", 403],
    "rest-xml": ["InvalidAccessKeyId", 403],
  },
  BadSignature: {
    query: ["SignatureDoesNotMatch", 403],
    json: ["InvalidSignatureException", 400],
    "rest-json": ["InvalidSignatureException", 403],
    "rest-xml": ["SignatureDoesNotMatch", 403],
  },
  NoAuth: {
    query: ["MissingAuthenticationToken", 403],
    json: ["MissingAuthenticationTokenException", 400],
    "rest-json": ["MissingAuthenticationTokenException", 403],
    "rest-xml": ["AccessDenied", 403],
  },
  Validation: {
    query: ["ValidationError", 400],
    json: ["ValidationException", 400],
    "rest-json": ["ValidationException", 400],
    "rest-xml": ["InvalidRequest", 400],
  },
  NoAction: {
    query: ["InvalidAction", 400],
    json: ["UnknownOperationException", 400],
    "rest-json": ["UnknownOperationException", 404],
    "rest-xml": ["NotImplemented", 501],
  },
  Internal: {
    query: ["InternalFailure", 500],
    json: ["InternalFailure", 500],
    "rest-json": ["InternalFailure", 500],
    "rest-xml": ["InternalError", 500],
  },
};

/** An error that no client models; its code and status depend on the service's dialect. */
export class AwsError extends Error {
  readonly kind: CommonError;

  constructor(kind: CommonError, message: string) {
    super(message);
    this.name = "AwsError";
    this.kind = kind;
  }
}
