import { signOnProblems } from "../auth/methods.ts";
import type { ConfigProblem } from "../auth/sign-on-method.ts";
import type { Config } from "./config.ts";
import { nearest } from "./nearest.ts";

/** Answers what each part of a config allows but the whole does not, each with the key it stands at. */
export function checkConfig(config: Config): ConfigProblem[] {
  return [...signOnProblems(config), ...unknownHubs(config), ...sameAccounts(config), ...samePort(config)];
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
