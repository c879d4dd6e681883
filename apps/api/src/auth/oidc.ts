import { publicOrigin } from "../config/config.ts";
import { isLoopback } from "./client-address.ts";
import { type ConfigProblem, needsSecret, type SignOnMethod } from "./sign-on-method.ts";

/** Signs in at an OpenID Connect provider: the browser goes there and comes back to /auth with a code. */
export const oidc: SignOnMethod = {
  name: "oidc",
  problems(config) {
    const { oidc: provider } = config.sign_on;
    if (provider === undefined) return [missing, ...needsSecret(config.session)];
    return [
      ...(isPrivate(provider.issuer) ? [] : [unsafeIssuer]),
      ...(config.public_url === undefined ? [unnamed] : []),
      ...(config.public_url === undefined || isPrivate(publicOrigin(config)) ? [] : [unsafeReturn]),
      ...needsSecret(config.session),
    ];
  },
};

const missing: ConfigProblem = {
  path: ["sign_on", "oidc"],
  message: "the oidc sign-on needs a provider: sign_on.oidc.issuer and client_id",
};

const unsafeIssuer: ConfigProblem = {
  path: ["sign_on", "oidc", "issuer"],
  message: "the provider is reached over https; over http only on this machine",
};

const unnamed: ConfigProblem = {
  path: ["public_url"],
  message: "the provider sends people back to public_url followed by /auth: name it, and register that address there",
};

const unsafeReturn: ConfigProblem = {
  path: ["public_url"],
  message: "the provider sends people back with a code, so this is https; http only on this machine",
};

function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || isLoopback(hostname);
}
