import type { App } from "../app.ts";
import { clientAddress, isIn } from "./client-address.ts";

/** Where a request came from, for the audit: the person's own address, also behind trusted proxies, and the browser. */
export type Origin = {
  address?: string;
  agent?: string;
  /** A proxy that no config names: the address is the proxy's own then, and the same for everybody behind it. */
  unnamedProxy?: string;
};

/** Who has been told of a proxy that nobody named. */
const told = new WeakSet<App["log"]>();

/** Answers where a request came from. */
export function originOf(app: App, { headers }: Pick<Request, "headers">, peer: string | undefined): Origin {
  const { trusted_proxies } = app.config.sign_on;
  const forwardedFor = headers.get("x-forwarded-for");
  const address = clientAddress(peer, forwardedFor, trusted_proxies);
  const agent = headers.get("user-agent")?.slice(0, 200);
  const unnamed = forwardedFor !== null && peer !== undefined && !isIn(peer, trusted_proxies);
  if (unnamed) warnOnce(app, peer);
  return {
    ...(address === undefined ? {} : { address }),
    ...(agent === undefined ? {} : { agent }),
    ...(unnamed && { unnamedProxy: peer }),
  };
}

function warnOnce({ log }: App, peer: string): void {
  if (told.has(log)) return;
  told.add(log);
  log.warn(
    { peer },
    "requests arrive with X-Forwarded-For from an address that sign_on.trusted_proxies does not name: if it is your proxy, name it, else all people have its address",
  );
}
