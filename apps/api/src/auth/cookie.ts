import { type Audience, isSigned, sign } from "./sign.ts";

const WEB: Audience = "gatehouse-session";

/** The session cookie's name: the __Host- prefix keeps other hosts from setting it, and needs TLS. */
export function cookieName(secure: boolean): string {
  return secure ? "__Host-gatehouse" : "gatehouse";
}

/** Signs a session's id for one audience with the first secret. */
export function signId(id: string, secrets: readonly string[], audience = WEB): string {
  return `${id}.${sign(audience, id, secrets)}`;
}

/** Answers the id in a cookie that one of the secrets signed for this audience, or undefined for a forged or broken one. */
export function verifyId(value: string, secrets: readonly string[], audience = WEB): string | undefined {
  const dot = value.lastIndexOf(".");
  if (dot < 1 || value.length > 200) return undefined;
  const id = value.slice(0, dot);
  return isSigned(audience, { text: id, signature: value.slice(dot + 1) }, secrets) ? id : undefined;
}

/** Reads one cookie from a Cookie header; undefined where it is missing or stands there more than once. */
export function readCookie(header: string | null, name: string): string | undefined {
  const values = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

/** Writes the Set-Cookie header of a session; an empty value with age 0 takes the cookie away. */
export function writeCookie(value: string, { secure, seconds }: { secure: boolean; seconds: number }): string {
  const parts = [
    `${cookieName(secure)}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    `Max-Age=${Math.floor(seconds)}`,
  ];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}
