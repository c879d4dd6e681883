import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { axeFindings } from "./axe-findings.ts";
import { browserPath, keepPicture, openPage, VIEWS } from "./chromium.ts";
import { HYE_JIN, PRIYA, setStage, signIn, type Stage, TOMAS } from "./stage.ts";

// A real browser shares the machine with whatever else runs. Playwright gives up after 30 s and says on what; a test that
// ends later than its time takes the browser and the demo with it, since Bun then kills what it has started.
setDefaultTimeout(90_000);

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

/** Begins a CLI login for a person, as Weep does, and answers with the page that asks about it and the address where Weep waits. */
async function beginLogin(person: string): Promise<{ page: string; waiting: string }> {
  const begun = await fetch(`${stage.demo.url}/noauth/v1/challenge_generator/${person}`);
  const { challenge_url: page, polling_url: waiting } = Object(await begun.json());
  return { page: String(page), waiting: String(waiting) };
}

/** Approves a CLI login of the person who is signed in, waits until the page says so, and takes it as Weep does. */
async function approveLogin(page: Page, person: string): Promise<void> {
  const begun = await beginLogin(person);
  await page.goto(begun.page);
  await page.getByRole("button", { name: /approve/ }).click();
  await page.getByRole("heading", { name: "Approved" }).waitFor();
  await fetch(begun.waiting);
}

/** Types settings that grant a role and name auditors, and waits for what saving them would do. */
async function typeSettings(page: Page): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.insertText("groups:\n  can_audit: [all-staff] # everybody\ngroup_maping: {}\n");
  await page.getByRole("heading", { name: /in lists/ }).waitFor();
}

/** Writes a policy with one condition into the page's first editor. */
async function writePolicy(page: Page, condition: object): Promise<void> {
  const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: condition };
  await page.locator(".cm-content").first().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(JSON.stringify({ Version: "2012-10-17", Statement: [allow] }, undefined, 2));
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
      await page.goto((await beginLogin(PRIYA)).page);
      await page.getByRole("button", { name: /approve/ }).waitFor();
    },
  },
  {
    name: "cli-answered",
    person: HYE_JIN,
    path: "/cli",
    see: (page) => approveLogin(page, HYE_JIN),
  },
  {
    name: "cli-logins",
    person: HYE_JIN,
    path: "/cli",
    async see(page) {
      await approveLogin(page, HYE_JIN);
      await beginLogin(HYE_JIN);
      await page.goto(`${stage.demo.url}/cli`);
      await page.getByRole("heading", { name: /waits? for you$/ }).waitFor();
      await page.getByRole("heading", { name: "Your logins" }).waitFor();
    },
  },
  { name: "audit", person: HYE_JIN, path: "/audit", see: (page) => page.locator("tbody tr").first().waitFor() },
  { name: "audit-nothing", person: TOMAS, path: "/audit?outcome=failed", see: heading },
  {
    name: "audit-details",
    person: HYE_JIN,
    path: "/audit",
    see: (page) => page.locator("tbody summary").first().click(),
  },
  { name: "config", person: HYE_JIN, path: "/config", see: typeSettings },
  {
    name: "config-changes",
    person: HYE_JIN,
    path: "/config",
    async see(page) {
      await typeSettings(page);
      await page.getByRole("button", { name: /^Changes/ }).click();
      await page.getByRole("group", { name: "What you changed" }).waitFor();
    },
  },
  {
    name: "config-history",
    person: HYE_JIN,
    path: "/config?view=history",
    see: (page) => page.getByText("Nobody has saved settings yet.").waitFor(),
  },
  {
    name: "policy-simulator-empty",
    person: PRIYA,
    path: "/policies",
    see: (page) => page.getByText(/still needs/).waitFor(),
  },
  {
    name: "policy-simulator-roles",
    person: PRIYA,
    path: "/policies",
    async see(page) {
      await page.getByRole("combobox", { name: "Can this role" }).fill("a");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "policy-simulator",
    person: PRIYA,
    path: "/policies?who=pasted&action=s3:GetObject&resource=*&keys=aws%3AVia%3Dx%26%21aws%3ASourceVpc%3D",
    async see(page) {
      await writePolicy(page, { Bool: { "aws:MultiFactorAuthPresent": "true" } });
      await page.getByRole("heading", { name: /It depends/ }).waitFor();
      await page.getByText("Other policies that bear on it").click();
      await page.getByRole("button", { name: "Paste it" }).click();
      await page.getByRole("button", { name: /^Leave it out/ }).waitFor();
    },
  },
  {
    name: "policy-check",
    person: PRIYA,
    path: "/policies/lint",
    async see(page) {
      await writePolicy(page, { StringEquals: { "aws:SourceIp": "10.0.0.0/8" } });
      await page
        .getByRole("button", { name: /^warning, line/i })
        .first()
        .waitFor();
    },
  },
  {
    name: "policy-compare",
    person: PRIYA,
    path: "/policies/compare?what=policies",
    async see(page) {
      await writePolicy(page, { Bool: { "aws:SecureTransport": "true" } });
      await page.locator(".cm-content").nth(1).click();
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}}',
      );
      await page.getByRole("heading", { name: /^Each can do something/ }).waitFor();
      await page.locator(".compared summary").first().click();
    },
  },
  {
    name: "policy-denied",
    person: PRIYA,
    path: "/policies/denied",
    async see(page) {
      const said =
        "User: arn:aws:iam::111111111111:user/ann is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::a/b because no identity-based policy allows the s3:GetObject action";
      await page.getByLabel("What AWS said").fill(said);
      await page.getByRole("button", { name: "Explain it" }).click();
      await page.getByRole("region", { name: "s3:GetObject" }).waitFor();
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
    name: "role-destination-refused",
    person: PRIYA,
    path: "/role/a?redirect=https://elsewhere.example/",
    see: heading,
  },
  {
    name: "role-menu",
    person: PRIYA,
    path: "/",
    async see(page) {
      await page
        .getByRole("button", { name: /^Other ways/ })
        .first()
        .click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "role-why",
    person: PRIYA,
    path: "/",
    async see(page) {
      await page
        .getByRole("button", { name: /^Why you see it/ })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "person",
    person: HYE_JIN,
    path: "/",
    async see(page) {
      await page.getByRole("button", { name: /account and theme$/ }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "more",
    person: HYE_JIN,
    path: "/audit",
    async see(page) {
      await heading(page);
      const more = page.getByRole("button", { name: "More" });
      if (!(await more.isVisible())) return;
      await more.click();
      await page.getByRole("dialog").getByRole("link", { name: "Settings" }).waitFor();
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

const signedOn = new Map<string, ReturnType<typeof signOn>>();

/** What a browser keeps of a person who signs in. Each signs in once: so many pages would be more sign-ons than a minute may have. */
async function signOn(person: string) {
  const { context, page } = await openPage(stage.browser);
  await signIn(page, stage.demo.url, person);
  const kept = await context.storageState();
  await context.close();
  return kept;
}

function sessionOf(person: string): ReturnType<typeof signOn> {
  const known = signedOn.get(person) ?? signOn(person);
  signedOn.set(person, known);
  return known;
}

describe.skipIf(chromium === undefined).each(VIEWS)("axe-core, %s", (...[view, size, colorScheme]) => {
  test.each(SCENES.map((scene) => [scene.name, scene] as const))("finds nothing on %s", async (...[name, scene]) => {
    const { context, page, errors } = await openPage(stage.browser, {
      ...size,
      colorScheme,
      reducedMotion: "reduce",
      ...(scene.person === undefined ? {} : { storageState: await sessionOf(scene.person) }),
    });
    await page.goto(`${stage.demo.url}${scene.path}`);
    await scene.see(page);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate<boolean>("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(errors).toEqual([]);
    await keepPicture(page, `${name}-${view.replace(", ", "-")}`);
    await context.close();
  });
});
