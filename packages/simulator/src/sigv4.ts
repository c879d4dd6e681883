/** Verifies Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */

/** What a signed request says of itself. */
export type Signature = {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string;
  signature: string;
  isPresigned: boolean;
};

export type SignedRequest = { request: Request; url: URL; body: Uint8Array };

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)/;

const sha256 = (bytes: string | Uint8Array) => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
const hmac = (key: string | Uint8Array, text: string) => new Bun.CryptoHasher("sha256", key).update(text).digest();

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Reads the signature from the Authorization header or a presigned query; undefined where there is none. */
export function parseSignature(request: Request, url: URL): Signature | undefined {
  const header = AUTHORIZATION.exec(request.headers.get("authorization") ?? "");
  const credential = header ? header[1] : url.searchParams.get("X-Amz-Credential");
  const [accessKeyId, date, region, service] = credential?.split("/") ?? [];
  if (!accessKeyId || !date || !region || !service) return undefined;
  const scope = { accessKeyId, date, region, service, isPresigned: !header };
  if (header) return { ...scope, signedHeaders: header[2] ?? "", signature: header[3] ?? "" };
  const query = url.searchParams;
  return {
    ...scope,
    signedHeaders: query.get("X-Amz-SignedHeaders") ?? "host",
    signature: query.get("X-Amz-Signature") ?? "",
  };
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join("&");
}

function canonicalHeaders({ request, url }: SignedRequest, names: string): string {
  const value = (name: string) => request.headers.get(name) ?? (name === "host" ? url.host : "");
  return names
    .split(";")
    .map((name) => `${name}:${value(name).trim().replace(/\s+/g, " ")}\n`)
    .join("");
}

/** S3 alone signs the path as it stands; the others encode it once more. */
function canonicalPath(url: URL, service: string): string {
  return service === "s3" ? url.pathname : url.pathname.split("/").map(encode).join("/");
}

/** Makes a verifier that keeps derived keys, since deriving one costs more than using it. */
export function createVerifier(): (signed: SignedRequest, signature: Signature, secret: string) => boolean {
  const keys = new Map<string, Uint8Array>();
  const signingKey = ({ date, region, service }: Signature, secret: string) => {
    const id = `${date}/${region}/${service}/${secret}`;
    const known = keys.get(id);
    if (known) return known;
    if (keys.size > 20_000) keys.clear();
    const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), "aws4_request");
    keys.set(id, key);
    return key;
  };
  return (signed, signature, secret) => {
    const { request, url, body } = signed;
    const part = (name: string) => (signature.isPresigned ? url.searchParams.get(name) : request.headers.get(name));
    const hash = part("X-Amz-Content-Sha256") ?? (signature.isPresigned ? "UNSIGNED-PAYLOAD" : sha256(body));
    if (/^[0-9a-f]{64}$/.test(hash) && hash !== sha256(body)) return false;
    const canonical = [
      request.method,
      canonicalPath(url, signature.service),
      canonicalQuery(url),
      canonicalHeaders(signed, signature.signedHeaders),
      signature.signedHeaders,
      hash,
    ].join("\n");
    const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
    const text = ["AWS4-HMAC-SHA256", part("X-Amz-Date") ?? "", scope, sha256(canonical)].join("\n");
    return hmac(signingKey(signature, secret), text).toHex() === signature.signature;
  };
}
