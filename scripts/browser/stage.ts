import type { Browser, Page } from "playwright-core";
import { firstRoles } from "../demo/first-roles.ts";
import { followFirstSync } from "../demo/first-sync.ts";
import { type Demo, startDemo } from "../demo/start-demo.ts";
import { buildWebIfStale } from "../setup/build-web.ts";
import { launch } from "./chromium.ts";

export const PRIYA = "priya.raman@larkspur.example";
export const HYE_JIN = "hye-jin.seo@larkspur.example";
export const TOMAS = "tomas.arriaga@larkspur.example";

const NAMES: Readonly<Record<string, string>> = {
  [PRIYA]: "Priya Raman",
  [HYE_JIN]: "Hye-jin Seo",
  [TOMAS]: "Tomás Arriaga",
};

export type Stage = { demo: Demo; browser: Browser; clear(): Promise<void> };

/** The real demo with a small company, synced once, and a browser beside it. */
export async function setStage(executablePath: string): Promise<Stage> {
  await buildWebIfStale();
  const demo = await startDemo({ port: 0, accounts: 12, roles: 40, seed: "1" });
  await followFirstSync({ url: demo.url, person: PRIYA }, () => {});
  await firstRoles({ url: demo.url, person: PRIYA });
  const browser = await launch(executablePath);
  return {
    demo,
    browser,
    async clear() {
      await browser.close();
      await demo.stop();
    },
  };
}

/** Signs in on the page, as a visitor does; ends on the page that was asked for. */
export async function signIn(page: Page, url: string, person: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: NAMES[person] ?? person }).click();
  await page.waitForURL((at) => at.pathname !== "/login");
}

/** What the page that stands for the AWS console tells of the session. */
export async function consoleFacts(page: Page): Promise<Record<string, string>> {
  await page.getByTestId("account-id").waitFor();
  const facts = await page.locator("dd[data-testid]").all();
  const pairs = facts.map(
    async (fact) => [(await fact.getAttribute("data-testid")) ?? "", await fact.innerText()] as const,
  );
  return Object.fromEntries(await Promise.all(pairs));
}
