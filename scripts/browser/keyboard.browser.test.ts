import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { browserPath, openPage } from "./chromium.ts";
import { consoleFacts, PRIYA, setStage, type Stage } from "./stage.ts";

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
}, 120_000);

afterAll(() => stage?.clear());

/** Presses Tab until the focus is on what is asked for, as a person without a mouse does. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate<string>("document.activeElement?.textContent ?? ''");
    if (focused.includes(wanted)) return;
  }
  throw new Error(`Tab never came to "${wanted}"`);
}

async function focusedRow(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement?.closest('tr')?.dataset.arn ?? ''");
}

describe.skipIf(chromium === undefined)("by keyboard alone", () => {
  test("a person signs in, filters, pins and stands in the AWS console", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await page.goto(stage.demo.url);
    await page.getByRole("button", { name: "Priya Raman" }).waitFor();
    await tabTo(page, "Priya Raman");
    await page.keyboard.press("Enter");
    await page.locator("tr[data-arn]").first().waitFor();

    await page.keyboard.press("/");
    await page.keyboard.type("pay");
    await page.keyboard.press("ArrowDown");
    const arn = await focusedRow(page);
    expect(arn).toContain("role/");
    await page.keyboard.press("p");
    await page.getByRole("button", { name: /^Pin /, pressed: true }).first().waitFor();
    expect(await focusedRow(page)).toBe(arn);
    await page.keyboard.press("w");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator(`tr[data-arn="${arn}"]:focus-within`).waitFor();

    await page.locator(`tr[data-arn="${arn}"] a[data-main]`).focus();
    const opened = context.waitForEvent("page");
    await page.keyboard.press("Enter");
    expect(await consoleFacts(await opened)).toMatchObject({ "role-arn": arn, "session-name": PRIYA });
    expect(errors).toEqual([]);
    await context.close();
  });

  test("the palette finds a page and a role from anywhere", async () => {
    const { context, page } = await openPage(stage.browser);
    await page.goto(`${stage.demo.url}/why`);
    await page.getByRole("button", { name: "Priya Raman" }).press("Enter");
    await page.waitForURL(`${stage.demo.url}/why`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search roles and pages" }).waitFor();
    await page.keyboard.type("sync");
    await page.getByRole("option", { name: /^Sync/ }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${stage.demo.url}/jobs`);
    await context.close();
  });
});
