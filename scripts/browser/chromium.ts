import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome"];

/** Where the browser is; undefined where there is none, or where nobody asked for browser tests. */
export function browserPath(asked = process.env["GATEHOUSE_BROWSER"]): string | undefined {
  if (asked === undefined) return undefined;
  return COMMANDS.map((command) => Bun.which(command)).find((path) => path !== null) ?? undefined;
}

/** Starts the browser with nothing that reaches for other hosts. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const NARROW: BrowserContextOptions = { viewport: { width: 390, height: 844 } };

/** Every page is looked at in all of them. */
export const VIEWS = [
  ["wide, light", WIDE, "light"],
  ["wide, dark", WIDE, "dark"],
  ["narrow, light", NARROW, "light"],
  ["narrow, dark", NARROW, "dark"],
] as const;

/** Opens a page in a browser without history, where any error of a script fails the test. */
export async function openPage(browser: Browser, options: BrowserContextOptions = WIDE) {
  const context = await browser.newContext(options);
  const errors: string[] = [];
  context.on("weberror", (error) => errors.push(error.error().message));
  const page = await context.newPage();
  return { context, page, errors };
}

/** Saves what a page shows into the folder that GATEHOUSE_SCREENSHOTS names, if it names one. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["GATEHOUSE_SCREENSHOTS"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
