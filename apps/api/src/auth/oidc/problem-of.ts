import { Failure } from "@gatehouse/core/failure";
import type { SignOnProblem } from "@gatehouse/core/me";
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";

/** The provider's answer could be read, and is not to be believed: another issuer, audience, nonce, key or time. */
const UNTRUSTED = new Set([
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_KEY_SELECTION_FAILED",
  "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
]);
const OURS = new Set(["invalid_client", "unauthorized_client", "invalid_scope", "unsupported_response_type"]);

/** Answers in a word of ours why a sign-on failed; the log keeps the provider's own words. */
export function problemOf(error: unknown): SignOnProblem {
  if (error instanceof Failure) return error.code === "rate-limited" ? "too-often" : "unavailable";
  if (error instanceof AuthorizationResponseError) {
    if (error.error === "access_denied") return "denied";
    return OURS.has(error.error) ? "misconfigured" : "refused";
  }
  if (error instanceof ResponseBodyError) {
    if (OURS.has(error.error)) return "misconfigured";
    return error.error === "invalid_grant" ? "stale" : "refused";
  }
  if (error instanceof WWWAuthenticateChallengeError) return "misconfigured";
  if (error instanceof ClientError) return UNTRUSTED.has(error.code ?? "") ? "untrusted" : "unreachable";
  return "unreachable";
}
