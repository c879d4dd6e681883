import { networkPolicy } from "@gatehouse/core/access/networks";
import { Failure } from "@gatehouse/core/failure";
import { isLoopback } from "../auth/client-address.ts";
import { signOnProblems } from "../auth/methods.ts";
import type { ConfigProblem } from "../auth/sign-on-method.ts";
import type { Config } from "./config.ts";
import { nearest } from "./nearest.ts";

/** Answers what each part of a config allows but the whole does not, each with the key it stands at. */
export function checkConfig(config: Config): ConfigProblem[] {
  return [
    ...signOnProblems(config),
    ...nowhere(config),
    ...plainFederation(config),
    ...unknownHubs(config),
    ...sameAccounts(config),
    ...samePort(config),
    ...tooManyNetworks(config),
  ];
}

const EVERYWHERE = new Set(["0.0.0.0", "::", "[::]"]);

/** The demo refuses such an address altogether. */
function nowhere({ listen, public_url, sign_on }: Config): ConfigProblem[] {
  if (!EVERYWHERE.has(listen.host) || public_url !== undefined || sign_on.methods.includes("demo")) return [];
  const message = `no browser finds Gatehouse at ${listen.host}: name its address in people's browsers as public_url`;
  return [{ path: ["listen", "host"], message }];
}

/** Credentials travel to this address. */
function plainFederation({ hubs }: Config): ConfigProblem[] {
  return hubs.flatMap(({ federation_url }, index) => {
    if (federation_url === undefined) return [];
    const { protocol, hostname } = new URL(federation_url);
    if (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) return [];
    const message = "credentials are sent to this address, so it begins with https:// unless it is on this machine";
    return [{ path: ["hubs", String(index), "federation_url"], message }];
  });
}

const LONGEST_ADDRESS = `${"ffff:".repeat(7)}ffff/128`;

/** AWS counts the characters of the session policy that is made of them, at every sign-in. */
function tooManyNetworks({ credentials: { networks, vpcs, own_address } }: Config): ConfigProblem[] {
  const ranges = [...networks, ...(own_address ? [LONGEST_ADDRESS] : [])];
  if (ranges.length === 0 && vpcs.length === 0) return [];
  try {
    networkPolicy({ ranges, vpcs });
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ path: ["credentials", networks.length > 0 ? "networks" : "vpcs"], message: error.message }];
  }
}

function unknownHubs({ accounts, hubs }: Config): ConfigProblem[] {
  const names = hubs.map(({ name }) => name);
  return accounts.flatMap(({ hub }, index) => {
    if (hub === undefined || names.includes(hub)) return [];
    const near = nearest(hub, names);
    const hint = near === undefined ? `; the hubs are: ${names.join(", ")}` : `; did you mean "${near}"?`;
    return [{ path: ["accounts", String(index), "hub"], message: `no hub has this name${hint}` }];
  });
}

function samePort({ listen, metrics }: Config): ConfigProblem[] {
  if (metrics === undefined || metrics.port === 0 || metrics.port !== listen.port) return [];
  return [{ path: ["metrics", "port"], message: "the pages answer at this port: metrics need one of their own" }];
}

function sameAccounts({ accounts }: Config): ConfigProblem[] {
  return accounts.flatMap(({ id }, index) =>
    accounts.findIndex((account) => account.id === id) === index
      ? []
      : [{ path: ["accounts", String(index), "id"], message: "this account stands here twice" }],
  );
}
