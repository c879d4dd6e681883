import type { Person } from "@gatehouse/core/actor";
import type { Failure } from "@gatehouse/core/failure";
import type { Arrival } from "@gatehouse/store/people";
import type { Config } from "../config/config.ts";

/** A person as a sign-on method named them. */
export type Identity = {
  person: Person;
  displayName: string;
  /** What the sign-on said, for the person to look at. */
  arrival?: Arrival;
  /** What ends the session at the provider as well, sealed. */
  leave?: string;
};

/** What a method may look at: the address at the other end of the connection, and the headers. */
export type DoorRequest = { peer: string | undefined; headers: Headers };

/** Something in the config that keeps the program from starting, and the key it stands at. */
export type ConfigProblem = { path: string[]; message: string };

/** One way to sign in. Adding one is a file and a line in the list. */
export type SignOnMethod = {
  name: Config["sign_on"]["methods"][number];
  /** Why this config must not use the method; the program does not start while there is a reason. */
  problems(config: Config): ConfigProblem[];
  /** Why a request must not be answered at all while the method is in use. */
  refuse?(request: DoorRequest, config: Config): Failure | undefined;
  /** Who the request itself says it is; sessions of a method that has this end where it no longer says so. */
  identify?(request: DoorRequest, config: Config): Identity | undefined;
};

/** Only the demo starts without a secret. */
export function needsSecret({ secrets }: Config["session"]): ConfigProblem[] {
  if (secrets.length > 0) return [];
  const message = "only the demo starts without a session secret: add one of at least 32 random characters";
  return [{ path: ["session", "secrets"], message }];
}
