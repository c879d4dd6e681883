import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { EventSource } from "eventsource";
import type { AppRouter } from "../../src/router.ts";

export type PersonClient = Awaited<ReturnType<typeof signIn>>;

/** Signs a demo person in over a socket and answers a client that acts as their browser does, streams included. */
export async function signIn(origin: string, name: string) {
  const headers = new Headers({ origin, "x-gatehouse": "1", "content-type": "application/json" });
  const body = JSON.stringify({ name });
  const answer = await fetch(`${origin}/api/trpc/session.signInDemo`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${name} could not sign in: ${await answer.text()}`);
  headers.set(
    "cookie",
    answer.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; "),
  );

  class SignedInEventSource extends EventSource {
    constructor(url: string | URL) {
      super(url, {
        fetch: (input, init) =>
          fetch(String(input), { ...init, headers: { ...init.headers, cookie: headers.get("cookie") ?? "" } }),
      });
    }
  }
  const url = `${origin}/api/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url, EventSource: SignedInEventSource }),
        false: httpLink({ url, headers: () => Object.fromEntries(headers) }),
      }),
    ],
  });
}
