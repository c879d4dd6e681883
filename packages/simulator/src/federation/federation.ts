import type { Keys } from "../identity.ts";
import type { Estate } from "../world/world.ts";
import { CONSOLE_STYLE, consolePage, refusalPage } from "./console-page.ts";
import { isAfterSignOut } from "./hosts.ts";
import { createSignIn } from "./sign-in.ts";

const HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
};

const html = (body: string, status: number) =>
  new Response(body, { status, headers: { ...HEADERS, "content-type": "text/html; charset=utf-8" } });

type Parts = { estate: Estate; keys: Keys; now: () => number };

/** Answers the sign-in federation endpoint of every partition; parameters come in the query or, posted, in the body. */
export function createFederation({ estate, keys, now }: Parts): (request: Request) => Promise<Response> {
  const signIn = createSignIn(keys, now);
  const refuse = (reason: string) => html(refusalPage(reason), 400);
  return async (request) => {
    const url = new URL(request.url);
    if (url.pathname === "/federation/console.css") {
      return new Response(CONSOLE_STYLE, { headers: { ...HEADERS, "content-type": "text/css; charset=utf-8" } });
    }
    if (url.pathname === "/oauth") {
      const next = URL.parse(url.searchParams.get("redirect_uri") ?? "");
      if (url.searchParams.get("Action") !== "logout" || !next || !isAfterSignOut(next, url)) {
        return refuse("The address to go on to after signing out is no sign-in address.");
      }
      return new Response(null, { status: 302, headers: { ...HEADERS, location: next.href } });
    }
    const query = request.method === "POST" ? new URLSearchParams(await request.text()) : url.searchParams;
    if (query.get("Action") === "getSigninToken") {
      const answer = signIn.getSigninToken(url, query);
      if ("refused" in answer) return refuse(answer.refused);
      return Response.json({ SigninToken: answer.token }, { headers: HEADERS });
    }
    if (query.get("Action") !== "login") return refuse("Action must be getSigninToken or login.");
    const answer = signIn.login(url, query);
    return "refused" in answer ? refuse(answer.refused) : html(consolePage(estate, answer), 200);
  };
}
