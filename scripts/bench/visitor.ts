type Handler = { handle(request: Request): Promise<Response> };

/** A browser without a window: signs in as a person of the demo sign-on and calls queries with the cookie, without a socket. */
export async function visit(server: Handler, person: string) {
  const signedIn = await server.handle(
    new Request("http://localhost/api/trpc/session.signInDemo", {
      method: "POST",
      headers: {
        host: "localhost",
        origin: "http://localhost",
        "x-gatehouse": "1",
        "content-type": "application/json",
      },
      body: JSON.stringify({ name: person }),
    }),
  );
  if (!signedIn.ok) throw new Error(`${person} cannot sign in: ${await signedIn.text()}`);
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return {
    cookie,
    async query(path: string, input: unknown): Promise<string> {
      const response = await server.handle(queryOf(path, input, cookie));
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${text}`);
      return text;
    },
  };
}

/** The request that the web makes for a query. */
export function queryOf(path: string, input: unknown, cookie: string): Request {
  const url = `http://localhost/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  return new Request(url, { headers: { host: "localhost", cookie } });
}
