import type { App } from "../app.ts";
import { clientAddress } from "./client-address.ts";

/** Where a request came from, for the audit: the person's own address, also behind trusted proxies, and the browser. */
export type Origin = { address?: string; agent?: string };

/** Answers where a request came from. */
export function originOf({ config }: App, { headers }: Pick<Request, "headers">, peer: string | undefined): Origin {
  const address = clientAddress(peer, headers.get("x-forwarded-for"), config.sign_on.trusted_proxies);
  const agent = headers.get("user-agent")?.slice(0, 200);
  return { ...(address === undefined ? {} : { address }), ...(agent === undefined ? {} : { agent }) };
}
