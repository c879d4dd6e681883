import { createHmac, timingSafeEqual } from "node:crypto";

/** The session cookie's name: the __Host- prefix keeps other hosts from setting it, and needs TLS. */
export function cookieName(secure: boolean): string {
  return secure ? "__Host-gatehouse" : "gatehouse";
}

/** Signs a session id with the first secret. */
export function signId(id: string, secrets: readonly string[]): string {
  const [first] = secrets;
  if (first === undefined) throw new Error("a session cookie cannot be signed without a secret");
  return `${id}.${mac(id, first)}`;
}

/** Answers the session id of a cookie that one of the secrets signed, or undefined for a forged or broken one. */
export function verifyId(value: string, secrets: readonly string[]): string | undefined {
  const dot = value.lastIndexOf(".");
  if (dot < 1 || value.length > 200) return undefined;
  const id = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), "base64url");
  const signed = secrets.some((secret) => {
    const expected = Buffer.from(mac(id, secret), "base64url");
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return signed ? id : undefined;
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

function mac(id: string, secret: string): string {
  return createHmac("sha256", secret).update(`gatehouse-session:${id}`).digest("base64url");
}
