import type { SignOnProblem } from "@gatehouse/core/me";
import { authorizationCodeGrant, type Configuration, fetchUserInfo } from "openid-client";
import type { App } from "../../app.ts";
import { seal } from "../seal.ts";
import type { Identity } from "../sign-on-method.ts";
import { findClaim, findGroups, type Source } from "./claims.ts";
import { readIdentity } from "./identity.ts";
import type { Pending } from "./pending.ts";
import type { Provider } from "./provider.ts";
import { callbackOf } from "./visit.ts";

/** A longer id token makes an address that servers refuse; the provider then asks the person whether to sign out. */
const MOST_HINT = 4_000;

type Coming = { search: string; pending: Pending };

/** Trades the code for who the person is; state, nonce, PKCE, issuer, audience, signature and times are all checked. */
export async function askProvider(
  app: App,
  provider: Provider,
  { search, pending }: Coming,
): Promise<{ identity: Identity } | { problem: SignOnProblem }> {
  const configuration = await provider.discovered();
  const back = new URL(callbackOf({ app }));
  back.search = search;
  const tokens = await authorizationCodeGrant(configuration, back, {
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) return { problem: "untrusted" };
  const accessToken = tokens.access_token;
  const sources = await gather(provider, configuration, { accessToken, sub: claims.sub, idToken: claims });
  const read = readIdentity(sources, { ...provider.settings, plainNames: app.config.sign_on.plain_names });
  const { id_token: hint = "" } = tokens;
  if ("problem" in read || hint === "" || hint.length > MOST_HINT) return read;
  return { identity: { ...read.identity, leave: seal(hint, "leave", app.secrets) } };
}

type Had = { accessToken: string; sub: string; idToken: Source["claims"] };

/** Asks the further sources that the config names, and userinfo too where the id token does not say who it is. */
async function gather(provider: Provider, configuration: Configuration, had: Had): Promise<Source[]> {
  const { settings } = provider;
  const sources: Source[] = [{ from: "id_token", claims: had.idToken }];
  if (settings.groups_from.includes("access_token")) {
    const claims = await provider.claimsOf(had.accessToken);
    if (claims !== undefined) sources.push({ from: "access_token", claims });
  }
  const nameless = findClaim(had.idToken, settings.email_claim) === undefined;
  const groupless = settings.groups_from.includes("userinfo") && findGroups(sources, settings).from === undefined;
  const { userinfo_endpoint } = configuration.serverMetadata();
  if (userinfo_endpoint !== undefined && (nameless || groupless)) {
    sources.push({ from: "userinfo", claims: await fetchUserInfo(configuration, had.accessToken, had.sub) });
  }
  return sources;
}
