import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { CLIENT, type RealProvider, startRealProvider } from "@gatehouse/api/test/real-provider";
import { freePort } from "@gatehouse/store/live/free-port";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Demo, startDemo } from "../demo/start-demo.ts";
import { buildWebIfStale } from "../setup/build-web.ts";
import { browserPath, keepPicture, launch, openPage } from "./chromium.ts";

const chromium = browserPath();
let demo: Demo;
let provider: RealProvider;
let browser: Browser;

beforeAll(async () => {
  if (chromium === undefined) return;
  await buildWebIfStale();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  provider = await startRealProvider({ callback: `${url}/auth`, left: `${url}/login?left=1` });
  provider.accounts.set("noor", {
    email: "noor.haddad@larkspur.example",
    email_verified: true,
    name: "Noor Haddad",
    groups: ["security-audit", "all-staff"],
  });
  const oidc = {
    ...CLIENT,
    issuer: provider.issuer,
    scopes: ["openid", "email", "profile", "groups"],
    label: "Sign in with Larkspur",
  };
  demo = await startDemo(
    { port, accounts: 4, roles: 5, seed: "1" },
    {
      more: {
        public_url: url,
        sign_on: { methods: ["oidc"], oidc },
        session: { secrets: ["a secret of this test, long enough"] },
      },
    },
  );
  browser = await launch(chromium);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await provider?.stop();
});

/** What a person does on the provider's own pages. */
async function passTheProvider(page: Page, login: string): Promise<void> {
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill("any");
  await page.getByRole("button", { name: /sign-in/i }).click();
  await page.getByRole("button", { name: /continue/i }).click();
}

/** Cookies know no ports: the provider's lie beside ours. */
async function ourCookies(context: BrowserContext) {
  return (await context.cookies(demo.url)).filter(({ name }) => name.startsWith("gatehouse"));
}

describe.skipIf(chromium === undefined)("signing on at the organization's own provider", () => {
  test("a person comes back to the page they wanted, sees what it said of them, and signs out of both", async () => {
    const { context, page, errors } = await openPage(browser);
    await page.goto(`${demo.url}/me`);
    await page.waitForURL(`${demo.url}/login?next=%2Fme`);
    await keepPicture(page, "provider-login");
    await page.getByRole("link", { name: "Sign in with Larkspur" }).click();
    await page.waitForURL(`${provider.issuer}/**`);
    await passTheProvider(page, "noor");
    await page.waitForURL(`${demo.url}/me`);
    await page.getByRole("heading", { name: "What arrived at your last sign-on" }).waitFor();
    expect(await page.getByText("the claim groups of the id token").count()).toBe(1);
    expect(await page.locator("dd", { hasText: '["security-audit","all-staff"]' }).count()).toBe(1);
    await keepPicture(page, "provider-me");

    expect((await ourCookies(context)).map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
      ["gatehouse", true, "Lax"],
    ]);
    await page.getByRole("button", { name: /account and theme/ }).click();
    await page.getByRole("button", { name: "Sign out of Gatehouse" }).click();
    await page.getByRole("button", { name: /yes, sign me out/i }).click();
    await page.waitForURL(`${demo.url}/login?left=1`);
    await page.getByText("You are signed out of Gatehouse.").waitFor();
    await keepPicture(page, "provider-left");
    expect(await ourCookies(context)).toEqual([]);

    await page.getByRole("link", { name: "Sign in with Larkspur" }).click();
    await page.locator('input[name="login"]').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test("whoever gives up at the provider is told in our words, with the request to ask about", async () => {
    const { context, page } = await openPage(browser);
    await page.goto(`${demo.url}/login`);
    await page.getByRole("link", { name: "Sign in with Larkspur" }).click();
    await page.getByRole("link", { name: /cancel/i }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("did not let you in, or you said no there");
    expect(await page.getByRole("alert").innerText()).toMatch(/Request [0-9a-f]{16}/);
    await keepPicture(page, "provider-denied");
    await context.close();
  });

  test("who arrives without groups is told why they may use nothing", async () => {
    const { context, page, errors } = await openPage(browser);
    const claims = { email: "many@larkspur.example", email_verified: true, _claim_names: { groups: "src1" } };
    provider.accounts.set("many", claims);
    await page.goto(`${demo.url}/auth/start`);
    await passTheProvider(page, "many");
    await page.waitForURL(`${demo.url}/`);
    await page.getByText("You are in more groups than the provider puts into a token").waitFor();
    await keepPicture(page, "provider-overage");
    await page.getByRole("link", { name: "What your sign-on said" }).click();
    await page.getByText("_claim_names").first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test("an address made up by somebody else signs nobody in", async () => {
    const { context, page } = await openPage(browser);
    await page.goto(`${demo.url}/auth?state=${"x".repeat(43)}&code=made-up`);
    await page.getByText("begun in another browser").waitFor();
    expect(await ourCookies(context)).toEqual([]);
    await context.close();
  });
});
