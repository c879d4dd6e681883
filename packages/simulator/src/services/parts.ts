import type { Authorizer } from "../authorize/authorize.ts";
import type { Keys } from "../identity.ts";
import type { Estate } from "../world/world.ts";

/** What the handlers of all services work with. */
export type ServiceParts = { estate: Estate; keys: Keys; authorizer: Authorizer; now: () => number };
