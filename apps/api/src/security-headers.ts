import { isApi } from "./request-path.ts";

/**
 * Stand on every answer. Styles may be inline because the component libraries set style attributes; scripts may not,
 * and nothing loads from another host.
 */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

const HEADERS = Object.entries(SECURITY_HEADERS);

/** Puts the security headers on an answer; one of the API is nobody's to keep, since one of them is a sign-in address. */
export function secure(response: Response, { id, path }: { id: string; path: string }): Response {
  const { headers } = response;
  for (const [name, value] of HEADERS) headers.set(name, value);
  headers.set("x-request-id", id);
  if (isApi(path) && !headers.has("cache-control")) headers.set("cache-control", "no-store");
  return response;
}
