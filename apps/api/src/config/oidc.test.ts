import { expect, test } from "bun:test";
import { loadConfig } from "./load-config.ts";

const REST = `session: { secrets: ["0123456789abcdef0123456789abcdef"] }
hubs: [{ name: main, spoke_role: GatehouseSpoke }]
`;

function errorsOf(text: string): string[] {
  try {
    loadConfig(text, "gatehouse.yaml");
  } catch (error) {
    return error instanceof Error ? error.message.split("\n") : [];
  }
  return [];
}

const provider = (words: string): string =>
  `public_url: https://gatehouse.example\nsign_on:\n  methods: [oidc]\n  oidc:\n    issuer: https://login.example\n    client_id: gatehouse\n${words}${REST}`;

test("a provider's issuer and a client id are enough", () => {
  expect(loadConfig(provider("")).sign_on.oidc).toMatchObject({
    scopes: ["openid", "email", "profile"],
    groups_from: ["id_token", "userinfo"],
    client_auth: "basic",
    timeout_seconds: 5,
  });
});

test.each([
  [
    "    groups_from: [id_tokn]\n",
    "7:19: sign_on.oidc.groups_from.0: expected one of: id_token, access_token, userinfo",
  ],
  ["    scopes: [email]\n", "7:13: sign_on.oidc.scopes: OpenID Connect needs the scope openid"],
  ["    scopes: [openid, a b]\n", "7:22: sign_on.oidc.scopes.1: a scope is one word"],
  ["    group_claim: roles\n", '7:5: sign_on.oidc.group_claim: unknown key; did you mean "groups_claim"?'],
])("a mistake is pointed at: %s", (...[words, said]) => {
  expect(errorsOf(provider(words))[0]).toBe(`gatehouse.yaml:${said}`);
});

test("what would send codes or people in the clear is refused at its key", () => {
  const clear = provider("").replace("https://login", "http://login").replace("https://gatehouse", "http://gatehouse");
  expect(errorsOf(clear)).toEqual([
    expect.stringMatching(/^gatehouse\.yaml:1:13: public_url: .*https/),
    expect.stringMatching(/^gatehouse\.yaml:5:13: sign_on\.oidc\.issuer: .*https/),
  ]);
  const local = provider("").replace("https://login.example", "http://127.0.0.1:9000");
  expect(errorsOf(local.replace("https://gatehouse.example", "http://localhost:8081"))).toEqual([]);
});

test("the oidc method without a provider, an address of ours or a secret does not start", () => {
  expect(errorsOf(`sign_on: { methods: [oidc] }\nhubs: [{ name: main, spoke_role: S }]\n`)).toEqual([
    expect.stringContaining("session.secrets: only the demo starts without a session secret"),
    expect.stringContaining("sign_on.oidc: the oidc sign-on needs a provider"),
  ]);
  expect(errorsOf(provider("").replace(/^public_url.*\n/, ""))).toEqual([
    expect.stringContaining("public_url: the provider sends people back to public_url followed by /auth"),
  ]);
});
