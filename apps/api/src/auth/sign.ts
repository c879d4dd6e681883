import { timingSafeEqual } from "node:crypto";

/** What a signature is good for: one made for one audience says nothing to another. */
export type Audience = "gatehouse-session" | "gatehouse-cli" | "gatehouse-challenge";

/** Signs a text for one audience with the first secret: 43 characters of letters, digits, "-" and "_". */
export function sign(audience: Audience, text: string, secrets: readonly string[]): string {
  const [first] = secrets;
  if (first === undefined) throw new Error("nothing can be signed without a secret");
  return mac(audience, text, first).toString("base64url");
}

/** Whether one of the secrets made this signature of the text for this audience. */
export function isSigned(
  audience: Audience,
  { text, signature }: { text: string; signature: string },
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature, "base64url");
  return secrets.some((secret) => {
    const expected = mac(audience, text, secret);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function mac(audience: Audience, text: string, secret: string): Buffer {
  return new Bun.CryptoHasher("sha256", secret).update(`${audience}:${text}`).digest();
}
