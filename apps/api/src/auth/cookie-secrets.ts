import { randomBytes } from "node:crypto";
import type { Store } from "@gatehouse/store/store";
import type { Config } from "../config/config.ts";
import type { Logger } from "../log.ts";

const NOTE = "demo-session-secret";

type Parts = { config: Config; store: Pick<Store, "notes">; log: Logger };

/**
 * Answers the secrets that sign session cookies: those of the config. The demo starts without any, and then makes one
 * of its own and keeps it beside its sessions, so that a restart ends none of them.
 */
export async function cookieSecrets({ config, store, log }: Parts): Promise<readonly string[]> {
  if (config.session.secrets.length > 0) return config.session.secrets;
  const made = randomBytes(32).toString("base64url");
  try {
    return [(await store.notes.change(NOTE, (kept) => (kept === undefined ? made : undefined))) ?? made];
  } catch (error) {
    log.warn({ error }, "the demo's session secret could not be kept: a restart will end its sessions");
    return [made];
  }
}
