import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";

export type RealProvider = {
  issuer: string;
  /** The claims of an account, by its login, which a test changes as it likes. */
  accounts: Map<string, Record<string, unknown>>;
  /** How many requests it has answered, by path. */
  asked: Map<string, number>;
  /** Stops answering, or answers again, on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
};

export const CLIENT = { client_id: "gatehouse", client_secret: "a secret of the client" };

type Wishes = {
  /** Our callback address. */
  callback: string;
  left: string;
  /** Claims in the id token; else they are in userinfo alone. */
  inIdToken?: boolean;
  /** Issues access tokens as JWTs with these further claims. */
  accessTokenClaims?: Record<string, unknown>;
};

/** A certified OpenID Connect provider of its own on a port of this machine; anyone who names a login is let in. */
export async function startRealProvider(wishes: Wishes): Promise<RealProvider> {
  const accounts: RealProvider["accounts"] = new Map();
  const asked: RealProvider["asked"] = new Map();
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig", kid: "one" };
  const server = createServer();
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const handle = new Provider(issuer, configuration(wishes, accounts, jwk)).callback();
  server.on("request", (request, response) => {
    const path = new URL(request.url ?? "/", issuer).pathname;
    asked.set(path, (asked.get(path) ?? 0) + 1);
    handle(request, response);
  });
  return {
    issuer,
    accounts,
    asked,
    start: () => listen(port),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function configuration(wishes: Wishes, accounts: RealProvider["accounts"], jwk: object): object {
  const { callback, left, inIdToken = true, accessTokenClaims } = wishes;
  return {
    clients: [{ ...CLIENT, redirect_uris: [callback], post_logout_redirect_uris: [left] }],
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name"],
      groups: ["groups", "_claim_names", "_claim_sources"],
    },
    scopes: ["openid", "email", "profile", "groups"],
    conformIdTokenClaims: !inIdToken,
    pkce: { required: () => true },
    jwks: { keys: [jwk] },
    cookies: { keys: ["a key of the provider's own cookies"] },
    async findAccount(_: unknown, id: string) {
      return { accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) };
    },
    extraTokenClaims: () => accessTokenClaims,
    features: {
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: accessTokenClaims !== undefined,
        defaultResource: () => "https://api.example",
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "openid email profile groups",
          audience: "https://api.example",
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  };
}
