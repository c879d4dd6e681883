import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const NONCE = 12;
const TAG = 16;

/** Encrypts a text with the first secret so that nobody else can read or change it, and for one purpose alone. */
export function seal(text: string, purpose: string, secrets: readonly string[]): string {
  const [first] = secrets;
  if (first === undefined) throw new Error("nothing can be sealed without a secret");
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", keyOf(first, purpose), nonce);
  const sealed = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString("base64url");
}

/** Answers the text that one of the secrets sealed for this purpose, or undefined for anything else. */
export function unseal(sealed: string, purpose: string, secrets: readonly string[]): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < NONCE + TAG) return undefined;
  for (const secret of secrets) {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, purpose), bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(-TAG));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString("utf8");
    } catch {
      // Another secret may have sealed it.
    }
  }
  return undefined;
}

function keyOf(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", `gatehouse-seal:${purpose}`, 32));
}
