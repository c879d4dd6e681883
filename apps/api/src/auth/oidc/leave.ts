import { buildEndSessionUrl } from "openid-client";
import type { App } from "../../app.ts";
import { publicOrigin } from "../../config/config.ts";
import { unseal } from "../seal.ts";

export const LEFT = "/login?left=1";

/** Answers where a browser goes to end its session at the provider as well; our own page where that is not to be had. */
export async function leavePath(app: App, leave: string | undefined): Promise<string> {
  const { provider } = app;
  if (provider === undefined) return LEFT;
  try {
    const configuration = await provider.discovered();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return LEFT;
    const hint = leave === undefined ? undefined : unseal(leave, "leave", app.secrets);
    const back = `${publicOrigin(app.config)}${LEFT}`;
    const asked = { post_logout_redirect_uri: back, ...(hint !== undefined && { id_token_hint: hint }) };
    return buildEndSessionUrl(configuration, asked).href;
  } catch (error) {
    app.log.warn({ error }, "the provider cannot be reached to end its session");
    return LEFT;
  }
}
