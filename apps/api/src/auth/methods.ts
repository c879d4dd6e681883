import type { Config } from "../config/config.ts";
import { demo } from "./demo.ts";
import { header } from "./header.ts";
import { oidc } from "./oidc.ts";
import type { ConfigProblem, SignOnMethod } from "./sign-on-method.ts";

const METHODS: Record<SignOnMethod["name"], SignOnMethod> = { demo, header, oidc };

/** The sign-on methods that the config names, in its order. */
export function signOnMethods(config: Config): SignOnMethod[] {
  return config.sign_on.methods.map((name) => METHODS[name]);
}

/** Every reason why this config must not start; none means that it may. */
export function signOnProblems(config: Config): ConfigProblem[] {
  return signOnMethods(config).flatMap((method) => method.problems(config));
}
