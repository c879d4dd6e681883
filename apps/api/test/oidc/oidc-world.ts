import type { Adapters } from "../../src/app.ts";
import type { Config } from "../../src/config/config.ts";
import { OidcConfig } from "../../src/config/oidc.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { atTheProvider } from "./at-the-provider.ts";
import { CLIENT, type RealProvider } from "./real-provider.ts";

/** Where the test's browsers find us. */
export const ORIGIN = "http://localhost";
export const CALLBACK = `${ORIGIN}/auth`;
export const LEFT = `${ORIGIN}/login?left=1`;

/** Gatehouse that signs in at a real provider; the settings given replace those of the usual one. */
export function createOidcApp(
  provider: RealProvider,
  settings: Partial<OidcConfig> = {},
  adapters: Adapters = {},
): Promise<TestApp> {
  const oidc = OidcConfig.parse({
    ...CLIENT,
    issuer: provider.issuer,
    scopes: ["openid", "email", "profile", "groups"],
    ...settings,
  });
  const change = (config: Config): Config => ({
    ...config,
    public_url: ORIGIN,
    sign_on: { ...config.sign_on, methods: ["oidc"], oidc },
  });
  return createTestApp({ change, adapters });
}

export type Jar = ReturnType<typeof createJar>;

/** A browser's cookies of ours, all of them. */
export function createJar(t: TestApp) {
  const cookies = new Map<string, string>();
  const get = async (address: string | URL, headers: Record<string, string> = {}): Promise<Response> => {
    const url = new URL(address, ORIGIN);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new Request(url.href, { headers: { host: url.host, cookie, ...headers } });
    const answer = await t.server.handle(request);
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (set.includes("Max-Age=0")) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return { cookies, get };
}

/** Begins a sign-on and answers the provider's address that the browser is sent to. */
export async function begin(jar: Jar, next = "/"): Promise<URL> {
  const answer = await jar.get(`/auth/start?next=${encodeURIComponent(next)}`);
  return new URL(answer.headers.get("location") ?? "", ORIGIN);
}

type Who = { login: string; next?: string };

/** Signs in all the way and answers the last answer, whose address is where the person ends. */
export async function signInThrough(provider: RealProvider, jar: Jar, { login, next = "/" }: Who): Promise<Response> {
  const to = await begin(jar, next);
  return jar.get(await atTheProvider(provider.issuer).signIn(to.href, login));
}

/** Where an answer sends the browser. */
export function placeOf(answer: Response): string {
  return answer.headers.get("location") ?? `no redirect, but ${answer.status}`;
}

/** What the sign-in page is told went wrong. */
export function problemIn(answer: Response): string | null {
  return new URL(placeOf(answer), ORIGIN).searchParams.get("problem");
}
