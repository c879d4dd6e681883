import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { axeFindings } from "./axe-findings.ts";
import { browserPath, keepPicture, openPage, VIEWS } from "./chromium.ts";
import { denialOf, holdAnswers, policyOf, writePolicy } from "./policy-fields.ts";
import { PRIYA, setStage, signIn, type Stage } from "./stage.ts";

// A real browser shares the machine with whatever else runs.
setDefaultTimeout(90_000);

const chromium = browserPath();
let stage: Stage;
let signedIn: BrowserContextOptions;

beforeAll(async () => {
  if (chromium === undefined) return;
  stage = await setStage(chromium);
  const { context, page } = await openPage(stage.browser);
  await signIn(page, stage.demo.url, PRIYA);
  signedIn = { storageState: await context.storageState() };
  await context.close();
}, 120_000);

afterAll(() => stage?.clear());

/** Answers that hang on what nobody said, that are old, and errors: whatever a page of policies may be found in. */
const STATES: readonly { name: string; path: string; see: (page: Page) => Promise<void> }[] = [
  {
    name: "policy-completion",
    path: "/policies/lint",
    async see(page) {
      await writePolicy(page, '{"Statement": [{"Action": ');
      await page.keyboard.type('"s3:get');
      await page.locator(".cm-completionListIncompleteBottom").waitFor();
      // The list takes no key in its first moment, so that none is hit by chance.
      await page.waitForTimeout(200);
      for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("ArrowDown");
      await page.locator(".cm-completionListIncompleteTop").waitFor();
    },
  },
  {
    name: "policy-hover",
    path: "/policies/lint",
    async see(page) {
      await writePolicy(
        page,
        policyOf({ Action: "s3:GetObject", Condition: { StringEquals: { "aws:SourceIp": "10.0.0.0/8" } } }),
      );
      await page.locator(".cm-lintRange").first().waitFor();
      await page
        .locator(".cm-line", { hasText: "SourceIp" })
        .getByText(/SourceIp/)
        .hover();
      await page.locator(".policy-tip").waitFor();
      await page.locator(".cm-tooltip-lint").waitFor();
    },
  },
  {
    name: "policy-findings-old",
    path: "/policies/lint",
    async see(page) {
      await writePolicy(page, policyOf({ Action: "s3:GetObjekt" }));
      await page.getByRole("button", { name: /line 8/ }).waitFor();
      await holdAnswers(page, /policies\.lint/);
      await writePolicy(page, policyOf({ Action: "s3:GetObjekts" }));
      await page.locator(".list.answer-old").waitFor();
    },
  },
  {
    name: "policy-answer-old",
    path: "/policies?who=pasted&action=s3:GetObject&resource=*",
    async see(page) {
      await writePolicy(page, policyOf({ Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "true" } } }));
      await page.getByRole("heading", { name: /^It depends/ }).waitFor();
      await holdAnswers(page, /policies\.evaluate/);
      await writePolicy(page, policyOf({ Action: "ec2:*" }));
      await page.getByText("Working out…").waitFor();
    },
  },
  {
    name: "policy-answer-refused",
    path: "/policies?who=pasted&action=s3:GetObjekt&resource=*",
    async see(page) {
      await writePolicy(page, policyOf({ Action: "s3:*" }));
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "policy-denial-old",
    path: "/policies/denied",
    async see(page) {
      await page.getByLabel("What AWS said").fill(denialOf("sqs:SendMessage"));
      await page.getByRole("button", { name: "Explain it" }).press("Enter");
      await page.getByRole("heading", { name: /^sqs:SendMessage/ }).waitFor();
      await page.getByLabel("What AWS said").fill(denialOf("sqs:ReceiveMessage"));
      await page.getByText("The text is another by now").waitFor();
    },
  },
  {
    name: "policy-denials",
    path: "/policies/denied",
    async see(page) {
      const said = [1, 2, 3].map(() => denialOf("sqs:SendMessage")).join("\n");
      await page.getByLabel("What AWS said").fill(said.replace("ann is", "bob is"));
      await page.getByRole("button", { name: "Explain it" }).press("Enter");
      await page.getByRole("region", { name: "2. sqs:SendMessage" }).waitFor();
    },
  },
];

describe.skipIf(chromium === undefined).each(VIEWS)("axe-core, %s", (...[view, size, colorScheme]) => {
  test.each(STATES.map((state) => [state.name, state] as const))("finds nothing in %s", async (...[name, state]) => {
    const { context, page, errors } = await openPage(stage.browser, {
      ...size,
      colorScheme,
      reducedMotion: "reduce",
      ...signedIn,
    });
    await page.goto(stage.demo.url + state.path);
    if (!state.path.endsWith("denied")) await page.locator(".cm-content").waitFor();
    await state.see(page);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate<boolean>("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(errors).toEqual([]);
    await keepPicture(page, `${name}-${view.replace(", ", "-")}`);
    await context.close();
  });
});
