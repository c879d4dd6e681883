import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { browserPath, launch } from "../browser/chromium.ts";
import { startChild, stopChildren } from "../demo/children.ts";
import { freePort } from "../demo/free-port.ts";
import { buildWebIfStale } from "../setup/build-web.ts";
import { tell } from "./figure.ts";
import { inFolder } from "./in-folder.ts";
import { benchConfigText, PEOPLE, storeLargeEstate } from "./large-estate.ts";

const SCRIPT_KB = 60;
const KEYS = "operator";
const ROUNDS = 4;

/** What the first page weighs, and what a key costs with 100,000 rows behind the list against 100. */
export async function web(): Promise<boolean> {
  const chromium = browserPath("1");
  if (chromium === undefined) throw new Error("There is no Chromium: apt-get install chromium");
  await buildWebIfStale();
  return inFolder(async (folder) => {
    await storeLargeEstate(folder, { accounts: 500, roles: 200 });
    const port = await freePort(0);
    const config = join(folder, "gatehouse.yaml");
    await Bun.write(config, benchConfigText(folder, port));
    const env = { GATEHOUSE_CONFIG: config, PORT: String(port), NODE_ENV: "production", GATEHOUSE_LOG: "silent" };
    const api = startChild({ name: "API", script: "apps/api/src/main.ts", env });
    const browser = await launch(chromium);
    try {
      const url = `http://127.0.0.1:${port}`;
      while (!(await fetch(`${url}/healthcheck`).catch(() => undefined))?.ok) await Bun.sleep(50);
      const few = await visit(browser, url, PEOPLE.few);
      const many = await visit(browser, url, PEOPLE.many);
      return [
        tell({
          bench: "web.script",
          value: few.scriptKb,
          unit: "kB of script on the first page, gzip",
          against: `${SCRIPT_KB} kB`,
          ratio: few.scriptKb / SCRIPT_KB,
          budget: 1,
        }),
        tell({
          bench: "web.interaction",
          value: many.keyMs,
          unit: "ms of the page's main thread a key, 100,000 rows",
          against: "the same with 100 rows",
          ratio: many.keyMs / few.keyMs,
          budget: 2,
        }),
      ].every(Boolean);
    } finally {
      await browser.close();
      await stopChildren([api]);
    }
  });
}

async function visit(browser: Browser, url: string, person: string): Promise<{ scriptKb: number; keyMs: number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const signedIn = await context.request.post(`${url}/api/trpc/session.signInDemo`, {
    headers: { origin: url, "x-gatehouse": "1" },
    data: { name: person },
  });
  if (!signedIn.ok()) throw new Error(`${person} cannot sign in: ${await signedIn.text()}`);
  const page = await context.newPage();
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.body().then((body) => gzipped(body)));
  });
  await page.goto(url);
  await page.locator("tr[data-arn]").first().waitFor({ timeout: 120_000 });
  const sizes = await Promise.all(scripts);
  const keyMs = await workOfAKey(page);
  await context.close();
  return { scriptKb: sizes.reduce((sum, size) => sum + size, 0) / 1000, keyMs };
}

function gzipped(body: Uint8Array): number {
  return Bun.gzipSync(new Uint8Array(body), { level: 9 }).length;
}

/** The main thread's time for one key in the filter, with everything that follows from it; the best of several rounds. */
async function workOfAKey(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const worked = async (): Promise<number> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
  const filter = page.getByRole("searchbox", { name: "Filter your roles" });
  const costs: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await filter.fill("");
    await page.waitForTimeout(500);
    const before = await worked();
    await page.keyboard.type(KEYS, { delay: 150 });
    await page.waitForTimeout(500);
    costs.push(((await worked()) - before) / KEYS.length);
  }
  return Math.min(...costs.slice(1));
}
