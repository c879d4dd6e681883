import { Failure } from "@gatehouse/core/failure";
import { CLI_COOKIE } from "../cli/login-token.ts";
import { pollChallenge } from "../cli/poll-challenge.ts";
import { startChallenge } from "../cli/start-challenge.ts";
import { publicOrigin } from "../config/config.ts";
import type { WeepRoute } from "./weep-call.ts";

/** Begins a login: both addresses are absolute, and there whatever the status, since the CLI reads nothing else. */
const generator: WeepRoute = {
  method: "GET",
  path: "/noauth/v1/challenge_generator/",
  tail: true,
  async answer({ app, from, rest }) {
    const { challengeUrl, pollingUrl } = await startChallenge(app, from, { person: decoded(rest) });
    return Response.json({ challenge_url: challengeUrl, polling_url: pollingUrl });
  },
};

/** Says how a login goes; always JSON, and over a rate limit "pending", so that the login still completes. */
const poller: WeepRoute = {
  method: "GET",
  path: "/noauth/v1/challenge_poller/",
  tail: true,
  async answer({ app, from, rest }) {
    const polled = await pollChallenge(app, from, { token: rest }).catch((error: unknown) => {
      if (error instanceof Failure) return error;
      throw error;
    });
    if (polled instanceof Failure) {
      const status = polled.code === "rate-limited" ? 429 : 503;
      return Response.json({ status: "pending", message: polled.message }, { status });
    }
    if (polled.status !== "success") return Response.json({ status: polled.status });
    return Response.json({
      status: "success",
      cookie_name: CLI_COOKIE,
      expiration: Math.floor(Date.parse(polled.login.expiresAt) / 1000),
      encoded_jwt: polled.login.token,
      user: polled.person,
      secure: publicOrigin(app.config).startsWith("https:"),
      http_only: true,
    });
  },
};

export const challengeRoutes = [generator, poller];

/** The CLI puts the name in as it is, so a percent sign of its own may stand there. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
