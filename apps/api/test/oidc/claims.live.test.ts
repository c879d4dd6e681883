import { afterEach, expect, test } from "bun:test";
import type { OidcConfig } from "../../src/config/oidc.ts";
import type { TestApp } from "../test-app.ts";
import { CALLBACK, createJar, createOidcApp, LEFT, placeOf, problemIn, signInThrough } from "./oidc-world.ts";
import { type RealProvider, startRealProvider } from "./real-provider.ts";

const opened: { t: TestApp; provider: RealProvider }[] = [];
afterEach(async () => {
  for (const { t, provider } of opened.splice(0)) {
    await t.close();
    await provider.stop();
  }
});

type Wishes = Partial<Parameters<typeof startRealProvider>[0]>;

async function open(claims: Record<string, unknown>, settings: Partial<OidcConfig> = {}, wishes: Wishes = {}) {
  const provider = await startRealProvider({ callback: CALLBACK, left: LEFT, ...wishes });
  provider.accounts.set("priya", claims);
  const t = await createOidcApp(provider, settings);
  opened.push({ t, provider });
  const jar = createJar(t);
  const answer = await signInThrough(provider, jar, { login: "priya" });
  const cookie = `gatehouse=${jar.cookies.get("gatehouse")}`;
  return { t, provider, answer, cookie, known: await t.app.store.people.get("priya@larkspur.example") };
}

const EMAIL = "Priya@larkspur.example";

test("groups come from userinfo where the id token has none, and the page can say so", async () => {
  const { known, provider } = await open({ email: EMAIL, groups: ["a", "b", "a"] }, {}, { inIdToken: false });
  expect(known).toMatchObject({ groups: ["a", "b"], arrival: { groupsFrom: "the claim groups of the userinfo" } });
  expect(known?.arrival.sources.map(({ source }) => source)).toEqual(["id token", "userinfo"]);
  expect(provider.asked.get("/me")).toBe(1);
});

test("userinfo is not asked where the id token says everything", async () => {
  const { known, provider } = await open({ email: EMAIL, groups: ["a"] });
  expect(known?.groups).toEqual(["a"]);
  expect(provider.asked.get("/me")).toBeUndefined();
});

test("groups come from the access token where the config says so, after its signature was checked", async () => {
  const settings: Partial<OidcConfig> = { groups_from: ["access_token"], groups_claim: "realm_access.roles" };
  const wishes = { accessTokenClaims: { realm_access: { roles: ["from-the-access-token"] } } };
  const { known } = await open({ email: EMAIL, groups: ["no"] }, settings, wishes);
  expect(known?.groups).toEqual(["from-the-access-token"]);
});

test("an access token for another audience is not believed", async () => {
  const settings: Partial<OidcConfig> = {
    groups_from: ["access_token"],
    access_token_audience: "https://other.example",
  };
  const { known } = await open({ email: EMAIL }, settings, { accessTokenClaims: { groups: ["no"] } });
  expect(known).toMatchObject({ groups: [], arrival: { notice: expect.stringContaining("No claim groups arrived") } });
});

test("a provider that left the groups out because they are too many is told apart from one that has none", async () => {
  const claims = {
    email: EMAIL,
    _claim_names: { groups: "src1" },
    _claim_sources: { src1: { endpoint: "https://x" } },
  };
  const { known, t, cookie } = await open(claims);
  const browser = t.browser();
  browser.setCookie(cookie);
  expect((await browser.api.session.me.query()).notice).toContain("more groups than");
  expect(known).toMatchObject({ groups: [], arrival: { notice: expect.stringContaining("more groups than") } });
});

test("nobody is signed in without an e-mail, or with one that the provider calls unverified", async () => {
  expect(problemIn((await open({ name: "Priya" })).answer)).toBe("no-email");
  expect(problemIn((await open({ email: EMAIL, email_verified: false })).answer)).toBe("unverified-email");
  const allowed = await open({ email: EMAIL, email_verified: false }, { allow_unverified_email: true });
  expect(placeOf(allowed.answer)).toBe("/");
});

test("the e-mail's claim is the config's, and no token is kept where the claims are", async () => {
  const { known, t } = await open({ name: EMAIL, email: "else@larkspur.example" }, { email_claim: "name" });
  expect(known?.name).toBe("priya@larkspur.example");
  expect(JSON.stringify(known)).not.toMatch(/eyJ[\w-]+\.eyJ/);
  const row = JSON.stringify(await t.app.store.people.get("else@larkspur.example"));
  expect(row).toBeUndefined();
});
