import { Failure } from "@gatehouse/core/failure";
import type { Hub } from "@gatehouse/core/hub";
import { publicOrigin } from "../config/config.ts";
import { isLoopback } from "./client-address.ts";
import type { ConfigProblem, SignOnMethod } from "./sign-on-method.ts";

/** Signs in without a password, so it works on this machine alone, and only where AWS is the simulator. */
export const demo: SignOnMethod = {
  name: "demo",
  problems(config) {
    const loopback = isLoopback(config.listen.host) && isLoopback(new URL(publicOrigin(config)).hostname);
    return [
      ...(isLoopback(config.listen.host) ? [] : [listening]),
      ...(loopback || !isLoopback(config.listen.host) ? [] : [published]),
      ...config.hubs.flatMap(onlySimulated),
    ];
  },
  refuse({ headers }) {
    const host = headers.get("host");
    if (host !== null && (USUAL.test(host) || isLoopback(hostName(host)))) return undefined;
    return new Failure("forbidden", "The demo answers on this machine only: open it at localhost or 127.0.0.1.");
  },
};

const listening: ConfigProblem = {
  path: ["listen", "host"],
  message:
    "the demo sign-on asks for no password, so it listens on this machine only: use 127.0.0.1, or another sign-on method",
};

const published: ConfigProblem = {
  path: ["public_url"],
  message:
    "the demo sign-on asks for no password, so its public URL is on this machine: use http://127.0.0.1 and the port",
};

function onlySimulated(hub: Hub, index: number): ConfigProblem[] {
  const addresses = { endpoint: hub.endpoint, federation_url: hub.federation_url };
  return Object.entries(addresses)
    .filter(([, address]) => address === undefined || !isLoopback(new URL(address).hostname))
    .map(([key]) => ({
      path: ["hubs", String(index), key],
      message: `the demo sign-on works with the simulated AWS only: give the simulator's address on this machine as ${key}, or use another sign-on method`,
    }));
}

/** Spares nearly every request the reading of its Host as an address. */
const USUAL = /^(localhost|127\.0\.0\.1)(:\d{1,5})?$/;

function hostName(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}
