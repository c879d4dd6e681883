import type { Identity, Keys } from "../identity.ts";
import { isConsoleUrl, partitionOfSignIn } from "./hosts.ts";

/** A sign-in that was refused, with the reason; AWS answers 400 to all of them. */
export type Refused = { refused: string };

export type SignedIn = { identity: Identity; destination: URL; issuer: string };

/**
 * The federation endpoint's two actions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export type SignIn = {
  /** Trades temporary credentials for a token that is good for one sign-in within 15 minutes. */
  getSigninToken(url: URL, query: URLSearchParams): { token: string } | Refused;
  login(url: URL, query: URLSearchParams): SignedIn | Refused;
};

const TOKEN_MILLISECONDS = 15 * 60_000;

type SessionText = { sessionId: string; sessionKey: string; sessionToken: string };

function parseSession(text: string | null): SessionText | undefined {
  try {
    const { sessionId, sessionKey, sessionToken }: Record<string, unknown> = JSON.parse(text ?? "");
    if (typeof sessionId !== "string" || typeof sessionKey !== "string") return undefined;
    return typeof sessionToken === "string" ? { sessionId, sessionKey, sessionToken } : undefined;
  } catch {
    return undefined;
  }
}

function durationProblem(duration: string | null, identity: Identity): string | undefined {
  if (duration === null) return undefined;
  const seconds = Number(duration);
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200) {
    return "SessionDuration must be between 900 and 43200 seconds.";
  }
  return identity.isChained ? "SessionDuration cannot be used with credentials obtained by role chaining." : undefined;
}

/** Makes a federation endpoint over the keys that were handed out. */
export function createSignIn(keys: Keys, now: () => number): SignIn {
  const tokens = new Map<string, { accessKeyId: string; until: number }>();
  const identityOf = (url: URL, query: URLSearchParams): Identity | undefined => {
    const session = parseSession(query.get("Session"));
    const identity = session && keys.find(session.sessionId);
    if (!session || !identity?.token || identity.secret !== session.sessionKey) return undefined;
    if (identity.token !== session.sessionToken || (identity.expires ?? 0) <= now()) return undefined;
    const partition = partitionOfSignIn(url);
    return partition === undefined || partition === identity.partition ? identity : undefined;
  };
  const forgetOld = () => {
    for (const [token, { until }] of tokens) if (until <= now()) tokens.delete(token);
  };
  return {
    getSigninToken(url, query) {
      const identity = identityOf(url, query);
      if (!identity) return { refused: "The credentials are not valid temporary credentials." };
      const problem = durationProblem(query.get("SessionDuration"), identity);
      if (problem) return { refused: problem };
      forgetOld();
      const token = crypto.getRandomValues(new Uint8Array(120)).toBase64({ alphabet: "base64url" });
      tokens.set(token, { accessKeyId: identity.accessKeyId, until: now() + TOKEN_MILLISECONDS });
      return { token };
    },
    login(_url, query) {
      const text = query.get("SigninToken") ?? "";
      const token = tokens.get(text);
      const identity = token && keys.find(token.accessKeyId);
      if (!token || !identity || token.until <= now())
        return { refused: "The sign-in token is not valid or has expired." };
      const destination = URL.parse(query.get("Destination") ?? "");
      if (!destination || !isConsoleUrl(identity.partition, destination)) {
        return { refused: "The destination is not a page of the AWS console of this partition." };
      }
      tokens.delete(text);
      return { identity, destination, issuer: query.get("Issuer") ?? "" };
    },
  };
}
