import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { browserPath, keepPicture, NARROW, openPage } from "./chromium.ts";
import { HYE_JIN, PRIYA, setStage, signIn, type Stage, TOMAS } from "./stage.ts";

// A real browser shares the machine with whatever else runs.
setDefaultTimeout(60_000);

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
});

afterAll(() => stage?.clear());

/** Puts a text into the editor in place of what stands there, as a person with a keyboard does. */
async function write(page: Page, text: string): Promise<void> {
  const editor = page.locator(".cm-content");
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

const shown = (page: Page): Promise<string> =>
  page.evaluate<string>("[...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')");

/** A role that Tomás may not use, as Priya's page names it. */
async function someRole(page: Page): Promise<string> {
  const row = page.locator('tr[data-arn^="arn:aws:"]:has(a[data-main])').first();
  await row.waitFor();
  return (await row.getAttribute("data-arn")) ?? "";
}

describe.skipIf(chromium === undefined)("the settings", () => {
  test("are changed with their effect in view, saved, followed, compared and brought back; a second editor is told", async () => {
    const reader = await openPage(stage.browser);
    await signIn(reader.page, stage.demo.url, PRIYA);
    const arn = await someRole(reader.page);
    await reader.context.close();

    const first = await openPage(stage.browser);
    await signIn(first.page, `${stage.demo.url}/config`, HYE_JIN);
    await first.page.locator(".cm-content").waitFor();
    const second = await openPage(stage.browser);
    await signIn(second.page, `${stage.demo.url}/config`, HYE_JIN);
    await second.page.locator(".cm-content").waitFor();

    // An error is shown in its line, and nothing can be saved.
    await write(first.page, "groups:\n  can_admin: [a]\n  can_admin: [b]\n");
    const finding = first.page.getByRole("button", { name: /line 3, column 3/i });
    await finding.waitFor();
    expect(await finding.innerText()).toContain("stands here twice");
    expect(await first.page.getByRole("button", { name: "Save the settings" }).isDisabled()).toBe(true);
    await keepPicture(first.page, "config-error");

    // The effect is told before anything is saved.
    const granting = `# who is on call\ngroup_mapping:\n  contractors-2026:\n    roles:\n      - ${arn}\nmystery: kept\n`;
    await write(first.page, granting);
    await first.page.getByRole("heading", { name: "1 grant gained" }).waitFor();
    expect(await first.page.locator(".delta").innerText()).toContain("contractors-2026 gains");
    expect(await first.page.getByRole("button", { name: /line 6, column 1/i }).innerText()).toContain("Unknown key");
    await first.page.getByRole("textbox", { name: /Why/ }).fill("on call in November");
    await keepPicture(first.page, "config-effect");
    await first.page.getByRole("button", { name: "Save the settings" }).click();
    await first.page.getByText(/Saved by hye-jin.seo@larkspur.example/).waitFor();

    // The second editor, who began before, is told who was first and keeps what they typed.
    await write(second.page, "# mine\ngroups:\n  can_audit: [security-audit]\n");
    // They may be told by the page before they can save.
    const save = second.page.getByRole("button", { name: "Save the settings" });
    await save.click({ timeout: 3_000 }).catch(() => {});
    const told = second.page.getByRole("alert", { name: "Somebody else saved first" });
    await told.waitFor({ timeout: 20_000 });
    expect(await told.innerText()).toContain(`${HYE_JIN} saved the settings first`);
    expect(await shown(second.page)).toContain("# mine");
    await keepPicture(second.page, "config-conflict");
    await second.page.reload();
    await told.waitFor();
    await second.page.locator(".cm-content").waitFor();
    expect(await shown(second.page)).toContain("# mine");
    await second.page.getByRole("button", { name: "Take theirs, forget mine" }).click();
    await told.waitFor({ state: "detached" });
    expect(await shown(second.page)).toContain("mystery: kept");

    // What was granted is there for whom it was granted to.
    const contractor = await openPage(stage.browser);
    await signIn(contractor.page, stage.demo.url, TOMAS);
    await contractor.page.locator(`tr[data-arn="${arn}"]`).waitFor({ timeout: 10_000 });
    await contractor.context.close();

    // The version before comes back, with its effect in view.
    await write(first.page, "# emptied\n");
    await first.page.getByRole("heading", { name: "1 grant lost" }).waitFor();
    await first.page.getByRole("button", { name: "Save the settings" }).click();
    await first.page.getByText("Nothing is changed yet.").waitFor();
    await first.page.getByRole("button", { name: "History" }).click();
    await first.page.getByRole("button", { name: "Compare with now" }).first().click();
    await first.page.getByRole("button", { name: "Bring this version back" }).waitFor();
    await keepPicture(first.page, "config-history");
    await first.page.getByRole("button", { name: "Bring this version back" }).click();
    await first.page.getByRole("heading", { name: "1 grant gained" }).waitFor();
    await first.page.getByRole("button", { name: /^Changes/ }).click();
    await keepPicture(first.page, "config-changes");
    await first.page.getByRole("button", { name: "Save the settings" }).click();
    await first.page.getByText(/Brings back version/).waitFor();
    expect([...first.errors, ...second.errors]).toEqual([]);
    await Promise.all([first.context.close(), second.context.close()]);
  });

  test("are reached and left by keyboard: Tab goes through the editor, a finding leads to its line", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/config`, HYE_JIN);
    await write(page, "groups: {}\nmystery: 1\nanother: 2\n");
    const finding = page.getByRole("button", { name: /line 3, column 1/i });
    await finding.waitFor();
    await page.keyboard.press("Tab");
    const inEditor = "document.activeElement?.classList.contains('cm-content') ?? false";
    expect(await page.evaluate<boolean>(inEditor)).toBe(false);
    await finding.focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate<boolean>(inEditor)).toBe(true);
    await page.keyboard.insertText("here-");
    expect(await shown(page)).toContain("here-another: 2");
    await page.getByRole("button", { name: "Forget my changes" }).click();
    await context.close();
  });

  test("are for editors and auditors alone, and the page says so", async () => {
    const { context, page } = await openPage(stage.browser, NARROW);
    await signIn(page, `${stage.demo.url}/config`, PRIYA);
    const refusal = page.getByRole("alert");
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain("groups.can_edit_config");
    await context.close();
  });
});

describe.skipIf(chromium === undefined)("the audit log", () => {
  test("is narrowed in the address, shows a refusal, and leaves as a file", async () => {
    const refused = await openPage(stage.browser);
    await signIn(refused.page, `${stage.demo.url}/config`, PRIYA);
    await refused.page.getByRole("alert").waitFor();
    await refused.context.close();
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/audit?outcome=refused`, HYE_JIN);
    const row = page.getByRole("row", { name: new RegExp(`View settings.*Refused.*${PRIYA}`, "s") }).first();
    await row.waitFor();
    await row.locator("summary").click();
    await keepPicture(page, "audit-refused");
    await page.getByLabel("Did").selectOption("sign-in");
    await page.getByLabel("Outcome").selectOption("");
    await page
      .getByRole("row", { name: /Sign in.*Done/s })
      .first()
      .waitFor();
    await page.waitForURL((url) => url.searchParams.get("command") === "sign-in");
    await keepPicture(page, "audit-sign-in");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).click();
    const file = await download;
    expect(await file.failure()).toBeNull();
    expect(file.suggestedFilename()).toMatch(/^gatehouse-audit-\d{4}-\d\d-\d\d\.csv$/);
    const text = await Bun.file(await file.path()).text();
    expect(text.split("\r\n")[1]).toContain(",sign-in,");
    expect(text).not.toContain("view-settings");
    expect(errors).toEqual([]);
    await context.close();
  });

  test("shows a person what they did themselves", async () => {
    const { context, page } = await openPage(stage.browser, NARROW);
    await signIn(page, `${stage.demo.url}/audit`, PRIYA);
    await page
      .getByRole("row", { name: /Sign in/ })
      .first()
      .waitFor();
    expect(await page.locator("table").innerText()).not.toContain(HYE_JIN);
    expect(await page.getByRole("searchbox", { name: "Who" }).count()).toBe(0);
    await keepPicture(page, "audit-own-narrow");
    await context.close();
  });
});
