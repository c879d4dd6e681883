import { z } from "zod";
import type { Browser } from "../browser.ts";
import type { TestApp } from "../test-app.ts";

export const PRIYA = "priya.raman@larkspur.example";

/** What the CLI's own structs accept: texts where they have texts, whole numbers where they have numbers. */
export const Started = z.strictObject({ challenge_url: z.string(), polling_url: z.string() });
export const Polled = z.object({
  status: z.string(),
  encoded_jwt: z.string().default(""),
  cookie_name: z.string().default(""),
  secure: z.boolean().default(false),
  http_only: z.boolean().default(false),
  same_site: z.int().default(0),
  expiration: z.int().default(0),
  user: z.string().default(""),
});
export const Refused = z.object({
  code: z.string(),
  message: z.string(),
  requested_role: z.string().optional(),
  exception: z.string().optional(),
  request_id: z.string(),
  status: z.string(),
  status_code: z.int(),
  errors: z.array(z.string()).min(1),
  reason: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export const Issued = z.object({
  Credentials: z.strictObject({
    AccessKeyId: z.string().min(1),
    SecretAccessKey: z.string().min(1),
    SessionToken: z.string().min(1),
    Expiration: z.int(),
    RoleArn: z.string().startsWith("arn:"),
  }),
});
export const Roles = z.object({
  status: z.string(),
  status_code: z.int(),
  data: z.object({
    roles: z.array(
      z.object({
        arn: z.string(),
        account_id: z.string(),
        account_friendly_name: z.string(),
        role_name: z.string(),
        apps: z.object({ app_details: z.array(z.unknown()) }),
      }),
    ),
  }),
});

/** The CLI without a socket: the very bytes that an unmodified one sends, and a jar that keeps its one cookie. */
export function createWeep({ server }: Pick<TestApp, "server">, fixed: Record<string, string> = {}) {
  let token: string | undefined;
  const send = (method: string, target: string, body?: string): Promise<Response> => {
    const headers = {
      host: "127.0.0.1:8081",
      "user-agent": target.startsWith("/noauth/") ? "Go-http-client/1.1" : "weep/0.3.31 Go-http-client/1.1",
      "content-type": "application/json",
      ...(token !== undefined && !target.startsWith("/noauth/") && { cookie: `consoleme_auth=${token}` }),
      "accept-encoding": "gzip",
      ...fixed,
    };
    const request = new Request(`http://127.0.0.1:8081${target}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
      redirect: "manual",
    });
    return server.handle(request);
  };
  const get = (target: string): Promise<Response> => send("GET", target);
  return {
    get,
    send,
    post: (body: string, target = "/api/v1/get_credentials"): Promise<Response> => send("POST", target, body),
    /** Asks for credentials as `weep export` does, with the line end that Go's encoder writes. */
    credentials: (role: string, noIp = false): Promise<Response> =>
      send("POST", "/api/v1/get_credentials", `{"requested_role":"${role}","no_ip_restrictions":${noIp}}\n`),
    token: (): string | undefined => token,
    setToken: (value: string | undefined): void => void (token = value),
    /** Begins a login and answers the tokens of its page and its poller. */
    async begin(user = PRIYA): Promise<{ challenge: string; poll: string }> {
      const started = Started.parse(await (await get(`/noauth/v1/challenge_generator/${user}`)).json());
      return {
        challenge: new URL(started.challenge_url).pathname.replace("/challenge_validator/", ""),
        poll: new URL(started.polling_url).pathname,
      };
    },
    async poll(path: string): Promise<z.infer<typeof Polled>> {
      return Polled.parse(await (await get(path)).json());
    },
    /** The whole login, approved in this browser. */
    async logIn(browser: Browser, user = PRIYA): Promise<void> {
      const { challenge, poll } = await this.begin(user);
      const { nonce } = await browser.api.cli.openLogin.mutate({ token: challenge });
      await browser.api.cli.answerLogin.mutate({ token: challenge, nonce, approve: true });
      const polled = await this.poll(poll);
      if (polled.status !== "success") throw new Error(`the login is ${polled.status}`);
      token = polled.encoded_jwt;
    },
  };
}
export type Weep = ReturnType<typeof createWeep>;

/** Reads a refusal as the CLI does; an answer of another shape fails the test. */
export async function refusalOf(answer: Promise<Response>): Promise<z.infer<typeof Refused> & { http: number }> {
  const response = await answer;
  return { ...Refused.parse(await response.json()), http: response.status };
}
