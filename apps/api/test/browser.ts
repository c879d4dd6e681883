import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "../src/router.ts";
import type { Server } from "../src/server.ts";

export type Browser = ReturnType<typeof createBrowser>;

/** A browser on our own page, without a socket: it keeps the cookie, and calls as the web does. */
export function createBrowser(server: Pick<Server, "handle">, fixed: Record<string, string> = {}) {
  let cookie: string | undefined;
  let sent = 0;
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    sent += 1;
    const headers = new Headers({
      host: "localhost",
      origin: "http://localhost",
      "x-gatehouse": "1",
      ...(cookie === undefined ? {} : { cookie }),
      ...fixed,
    });
    new Headers(init.headers).forEach((value, name) => headers.set(name, value));
    const response = await server.handle(new Request(new URL(path, "http://localhost").href, { ...init, headers }));
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = /^[^=]+=[^;]+/.exec(set)?.[0];
    return response;
  };
  // The client's own type of fetch knows neither Bun's streams nor its requests.
  const fetch = ((url: string, init: RequestInit) => send(url, init)) as never;
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: "http://localhost/api/trpc", fetch })] });
  return {
    api,
    send,
    /** For other tRPC clients over the same browser. */
    fetch,
    /** How many requests it has sent. */
    sent: () => sent,
    cookie: () => cookie,
    setCookie: (value: string | undefined): void => void (cookie = value),
    /** Signs in as a demo person, by the first part of the name. */
    async signIn(name: string) {
      return api.session.signInDemo.mutate({ name: `${name}@larkspur.example` });
    },
  };
}
