import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomPKCECodeVerifier, randomState } from "openid-client";
import { SIGN_IN } from "../attempts.ts";
import type { Door } from "../door.ts";
import { nextPath } from "../next-path.ts";
import { beginPending } from "./pending.ts";
import { problemOf } from "./problem-of.ts";
import type { Provider } from "./provider.ts";
import { type Visit, callbackOf, failed, redirect } from "./visit.ts";

/** Sends the browser to the provider, and leaves in the browser, sealed, what its way back is checked against. */
export async function beginSignOn(door: Door, provider: Provider, visit: Visit): Promise<Response> {
  const { app, secure } = door;
  const next = nextPath(visit.url.searchParams.get("next") ?? undefined);
  try {
    await app.attempts.limit(SIGN_IN, visit.from.address ?? "unknown");
    const configuration = await provider.discovered();
    const pending = {
      state: randomState(),
      nonce: randomState(),
      verifier: randomPKCECodeVerifier(),
      next,
      startedAt: app.now(),
    };
    const to = buildAuthorizationUrl(configuration, {
      redirect_uri: callbackOf(door),
      response_type: "code",
      scope: provider.settings.scopes.join(" "),
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: "S256",
    });
    return redirect(to.href, beginPending(pending, visit.cookies, { secure, secrets: app.secrets }));
  } catch (error) {
    // Nothing has come back yet: what is not to be believed here is a wrong issuer in the config.
    if (problemOf(error) === "untrusted") return failed(door, visit, { error, problem: "misconfigured", next });
    return failed(door, visit, { error, next });
  }
}
