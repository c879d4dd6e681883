import { createRemoteJWKSet, jwtVerify } from "jose";
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  None,
} from "openid-client";
import type { OidcConfig } from "../../config/oidc.ts";

export type Provider = {
  settings: OidcConfig;
  /** What the provider says of itself, asked at most once an hour; throws while it has never answered and cannot. */
  discovered(): Promise<Configuration>;
  /** Answers the claims of an access token that the provider signed; undefined for one that cannot be read or checked. */
  claimsOf(accessToken: string): Promise<Record<string, unknown> | undefined>;
};

const FRESH_MS = 60 * 60_000;

/** Reaches one provider, with a time limit on every call; what it once said of itself outlives a time when it is down. */
export function createProvider(settings: OidcConfig, now: () => number): Provider {
  let known: { configuration: Configuration; at: number } | undefined;
  let asking: Promise<Configuration> | undefined;
  let keys: { address: string; find: ReturnType<typeof createRemoteJWKSet> } | undefined;

  const ask = async (): Promise<Configuration> => {
    const configuration = await discover(settings);
    known = { configuration, at: now() };
    return configuration;
  };
  const discovered = async (): Promise<Configuration> => {
    if (known !== undefined && now() - known.at < FRESH_MS) return known.configuration;
    asking ??= ask().finally(() => (asking = undefined));
    const before = known?.configuration;
    return before === undefined ? asking : asking.catch(() => before);
  };
  const keysAt = (address: string) => {
    if (keys?.address !== address) {
      const timeoutDuration = settings.timeout_seconds * 1000;
      keys = { address, find: createRemoteJWKSet(new URL(address), { timeoutDuration }) };
    }
    return keys.find;
  };
  return {
    settings,
    discovered,
    async claimsOf(accessToken) {
      const { issuer, jwks_uri } = (await discovered()).serverMetadata();
      if (jwks_uri === undefined || accessToken.split(".").length !== 3) return undefined;
      const audience = settings.access_token_audience;
      const wanted = { issuer, ...(audience !== undefined && { audience }) };
      const checked = await jwtVerify(accessToken, keysAt(jwks_uri), wanted).catch(() => undefined);
      return checked?.payload;
    },
  };
}

function discover(settings: OidcConfig): Promise<Configuration> {
  const { issuer, client_id, client_secret: secret, client_auth, timeout_seconds: timeout } = settings;
  const prove = client_auth === "basic" ? ClientSecretBasic : ClientSecretPost;
  const execute = issuer.startsWith("http:") ? [allowInsecureRequests] : [];
  return discovery(new URL(issuer), client_id, {}, secret === undefined ? None() : prove(secret), { execute, timeout });
}
