import { expect, test } from "bun:test";
import { routeClass } from "./route-class.ts";

const CALLS = { "access.signIn": {}, "session.me": {} };

test.each([
  ["/api/trpc/access.signIn", "access.signIn"],
  ["/api/trpc/access.signIn,session.me", "batch"],
  ["/api/trpc/whatever-anyone-types", "unknown call"],
  ["/api/trpc/constructor", "unknown call"],
  ["/noauth/v1/challenge_poller/a-secret", "cli"],
  ["/api/v1/get_credentials", "cli"],
  ["/auth", "sign-on"],
  ["/auth/start", "sign-on"],
  ["/authors", "page"],
  ["/healthcheck", "health"],
  ["/readyz", "health"],
  ["/assets/index-1.js", "asset"],
  ["/role/a-secret", "page"],
])("%p counts as %p", (path, route) => expect(routeClass(path, CALLS)).toBe(route));
