import type { TokenLine } from "@gatehouse/core/api-token";
import type { ApiToken } from "@gatehouse/store/tokens";

/** Answers a token as its owner sees it: without its hash, and with how it stands. */
export function describeToken(token: ApiToken, now: number): TokenLine {
  const { hash: _, owner: __, signedOnAt: ___, revokedAt, ...shown } = token;
  if (revokedAt !== undefined) return { ...shown, state: "revoked" };
  return { ...shown, state: now >= Date.parse(shown.expiresAt) ? "expired" : "live" };
}
