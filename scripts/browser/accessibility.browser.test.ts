import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { browserPath, keepPicture, NARROW, openPage, WIDE } from "./chromium.ts";
import { HYE_JIN, PRIYA, setStage, signIn, type Stage, TOMAS } from "./stage.ts";

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
}, 120_000);

afterAll(() => stage?.clear());

type Scene = { name: string; person?: string; path: string; see: (page: Page) => Promise<void> };

const heading = (page: Page): Promise<void> => page.getByRole("heading", { level: 1 }).first().waitFor();
const rows = (page: Page): Promise<void> => page.locator("tr[data-arn]").first().waitFor();

/** Makes one token and waits until its text is shown, above the list that has it. */
async function makeToken(page: Page): Promise<void> {
  await page.getByLabel("What is it for?").fill("nightly report");
  await page.getByLabel("See which roles you may use").check();
  await page.getByRole("button", { name: "Make the token" }).click();
  await page.getByRole("heading", { name: /^Copy “nightly report” now/ }).waitFor();
  await page
    .getByRole("rowheader", { name: /nightly report/ })
    .first()
    .waitFor();
}

/** Every page there is, in every state that a person meets. */
const SCENES: readonly Scene[] = [
  { name: "login", path: "/login", see: (page) => page.getByRole("button", { name: "Priya Raman" }).waitFor() },
  { name: "roles", person: PRIYA, path: "/", see: rows },
  { name: "roles-filtered-to-none", person: PRIYA, path: "/?q=zzzz", see: heading },
  { name: "roles-empty", person: TOMAS, path: "/", see: heading },
  { name: "why", person: TOMAS, path: "/why?q=operator", see: heading },
  { name: "why-no-match", person: TOMAS, path: "/why?q=no-such-role", see: heading },
  { name: "role-choose", person: HYE_JIN, path: "/role/a", see: heading },
  { name: "role-not-granted", person: TOMAS, path: "/role/operator", see: heading },
  { name: "jobs", person: HYE_JIN, path: "/jobs", see: heading },
  { name: "jobs-as-a-reader", person: PRIYA, path: "/jobs", see: heading },
  {
    name: "login-trouble",
    path: "/login?problem=stale&request=0123456789abcdef",
    see: (page) => page.getByRole("alert").waitFor(),
  },
  { name: "me", person: HYE_JIN, path: "/me", see: (page) => page.getByText("Which rules name you").waitFor() },
  {
    name: "tokens-new",
    person: HYE_JIN,
    path: "/tokens",
    see: (page) => page.getByLabel("What is it for?").waitFor(),
  },
  { name: "tokens", person: PRIYA, path: "/tokens", see: makeToken },
  { name: "cli-first-login", person: PRIYA, path: "/cli", see: (page) => page.getByText("No program").waitFor() },
  { name: "cli-logins-as-an-admin", person: HYE_JIN, path: "/cli", see: heading },
  { name: "cli-too-many", path: "/challenge_validator/too-many", see: heading },
  {
    name: "cli-approve",
    person: PRIYA,
    path: "/cli",
    async see(page) {
      const begun = await fetch(`${stage.demo.url}/noauth/v1/challenge_generator/${PRIYA}`);
      await page.goto(String(Object(await begun.json()).challenge_url));
      await page.getByRole("button", { name: /approve/ }).waitFor();
    },
  },
  { name: "audit", person: HYE_JIN, path: "/audit", see: (page) => page.locator("tbody tr").first().waitFor() },
  { name: "audit-nothing", person: TOMAS, path: "/audit?outcome=failed", see: heading },
  {
    name: "config",
    person: HYE_JIN,
    path: "/config",
    async see(page) {
      await page.locator(".cm-content").click();
      await page.keyboard.insertText("groups:\n  can_audit: [all-staff] # everybody\ngroup_maping: {}\n");
      await page.getByRole("heading", { name: /in lists/ }).waitFor();
    },
  },
  { name: "config-refused", person: PRIYA, path: "/config", see: (page) => page.getByRole("alert").waitFor() },
  { name: "not-found", person: PRIYA, path: "/no/such/page", see: heading },
  {
    name: "role-refused",
    person: PRIYA,
    path: "/",
    async see(page) {
      await rows(page);
      const link = page.locator("tr[data-arn] a[data-main]").first();
      const arn = (await link.getAttribute("href")) ?? "/";
      await fault({ kind: "deny", service: "sts", operation: "AssumeRole" });
      await page.goto(`${stage.demo.url}${arn}`);
      await page.getByRole("alert").waitFor();
      await fault(undefined);
    },
  },
  {
    name: "palette",
    person: PRIYA,
    path: "/",
    async see(page) {
      await rows(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "help",
    person: PRIYA,
    path: "/",
    async see(page) {
      await rows(page);
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
];

/** Makes the simulated AWS refuse, or stop refusing. */
async function fault(wanted: object | undefined): Promise<void> {
  const asked = await fetch(`${stage.demo.simulator}/_simulator/faults`, {
    method: wanted === undefined ? "DELETE" : "POST",
    headers: { "content-type": "application/json" },
    ...(wanted === undefined ? {} : { body: JSON.stringify(wanted) }),
  });
  if (!asked.ok) throw new Error(await asked.text());
}

/** What axe-core finds on a page, each with the elements it is about. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => {
    const { axe: tool } = globalThis as unknown as { axe: { run(): Promise<axe.AxeResults> } };
    return tool.run();
  });
  return result.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

const VIEWS = [
  ["wide, light", WIDE, "light"],
  ["wide, dark", WIDE, "dark"],
  ["narrow, light", NARROW, "light"],
  ["narrow, dark", NARROW, "dark"],
] as const;

describe.skipIf(chromium === undefined).each(VIEWS)("axe-core, %s", (...[view, size, colorScheme]) => {
  test.each(SCENES.map((scene) => [scene.name, scene] as const))("finds nothing on %s", async (...[name, scene]) => {
    const { context, page, errors } = await openPage(stage.browser, {
      ...size,
      colorScheme,
      reducedMotion: "reduce",
    });
    const url = `${stage.demo.url}${scene.path}`;
    await (scene.person === undefined ? page.goto(url) : signIn(page, url, scene.person));
    await scene.see(page);
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate<boolean>("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(errors).toEqual([]);
    await keepPicture(page, `${name}-${view.replace(", ", "-")}`);
    await context.close();
  });
});
