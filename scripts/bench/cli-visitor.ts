import { z } from "zod";
import { visit } from "./visitor.ts";

type Handler = { handle(request: Request): Promise<Response> };

const Started = z.object({ challenge_url: z.string(), polling_url: z.string() });
const Polled = z.object({ status: z.literal("success"), encoded_jwt: z.string(), cookie_name: z.string() });
const Opened = z.object({ result: z.object({ data: z.object({ nonce: z.string() }) }) });

type CliVisitor = {
  /** The roles that this person's CLI may use. */
  roles(): Promise<string[]>;
  /** Writes the request for a role's credentials, as its program does on its own machine; what is answered sends it. */
  askFor(roleArn: string): () => Promise<string>;
};

/** Logs a demo person's CLI in, approved in a browser without a window, and calls as the CLI does, without a socket. */
export async function logInCli(server: Handler, person: string): Promise<CliVisitor> {
  const get = (target: string, cookie = ""): Promise<string> =>
    textOf(server, new Request(`http://localhost${target}`, { headers: { host: "localhost", cookie } }));
  const browser = await visit(server, person);
  const post = (path: string, input: unknown): Promise<string> =>
    textOf(
      server,
      new Request(`http://localhost/api/trpc/${path}`, {
        method: "POST",
        headers: {
          host: "localhost",
          origin: "http://localhost",
          "x-gatehouse": "1",
          "content-type": "application/json",
          cookie: browser.cookie,
        },
        body: JSON.stringify(input),
      }),
    );
  const started = Started.parse(JSON.parse(await get(`/noauth/v1/challenge_generator/${person}`)));
  const token = new URL(started.challenge_url).pathname.split("/").at(-1);
  const { nonce } = Opened.parse(JSON.parse(await post("cli.openLogin", { token }))).result.data;
  await post("cli.answerLogin", { token, nonce, approve: true });
  const polled = Polled.parse(JSON.parse(await get(new URL(started.polling_url).pathname)));
  const cookie = `${polled.cookie_name}=${polled.encoded_jwt}`;
  return {
    roles: async () => z.array(z.string()).parse(JSON.parse(await get("/api/v1/get_roles?all=true", cookie))),
    askFor(roleArn) {
      const request = new Request("http://localhost/api/v1/get_credentials", {
        method: "POST",
        headers: { host: "localhost", "content-type": "application/json", cookie },
        body: JSON.stringify({ requested_role: roleArn, no_ip_restrictions: false }),
      });
      return () => textOf(server, request);
    },
  };
}

async function textOf(server: Handler, request: Request): Promise<string> {
  const answer = await server.handle(request);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${new URL(request.url).pathname}: ${answer.status} ${text}`);
  return text;
}
