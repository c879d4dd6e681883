/** The calls of our own pages that are known by name; anything else that is asked for has no name of its own. */
export type KnownCalls = Readonly<Record<string, unknown>>;

const TRPC = "/api/trpc/";
const HEALTH = new Set(["/healthcheck", "/readyz"]);

/**
 * The class of a path, for counting and for the log: one of a few dozen words however many paths there are. A path
 * itself may hold a secret, e.g. the one by which a CLI waits for its login.
 */
export function routeClass(path: string, calls: KnownCalls): string {
  if (path.startsWith(TRPC)) return callClass(path.slice(TRPC.length), calls);
  if (HEALTH.has(path)) return "health";
  if (path.startsWith("/assets/")) return "asset";
  if (path === "/auth" || path.startsWith("/auth/")) return "sign-on";
  if (path.startsWith("/api/") || path.startsWith("/noauth/")) return "cli";
  return "page";
}

function callClass(name: string, calls: KnownCalls): string {
  if (Object.hasOwn(calls, name)) return name;
  return name.includes(",") ? "batch" : "unknown call";
}
