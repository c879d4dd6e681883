import { join } from "node:path";
import { browserPath, openPage, WIDE } from "./browser/chromium.ts";
import { PRIYA, setStage, signIn } from "./browser/stage.ts";
import { ROOT } from "./setup/root.ts";

/** Takes the README's pictures from the real demo: bun scripts/take-pictures.ts */
const chromium = browserPath("1");
if (chromium === undefined) throw new Error("There is no Chromium: apt-get install chromium");
const stage = await setStage(chromium);

for (const [colorScheme, file] of [
  ["light", "docs/roles.png"],
  ["dark", "docs/roles-dark.png"],
] as const) {
  const { context, page } = await openPage(stage.browser, { ...WIDE, colorScheme });
  await signIn(page, stage.demo.url, PRIYA);
  await page.locator("tr[data-arn]").first().waitFor();
  if (colorScheme === "light") {
    const opened = context.waitForEvent("page");
    await page.locator("tr[data-arn] a[data-main]").nth(3).click();
    await (await opened).getByTestId("account-id").waitFor();
    const kept = page.waitForResponse(/access\.setFavourite/);
    await page.getByRole("button", { name: /^Pin / }).nth(1).click();
    await kept;
    await page.reload();
    await page.locator("a[data-pin]").first().waitFor();
  }
  await page.screenshot({ path: join(ROOT, file), animations: "disabled" });
  await context.close();
}
await stage.clear();
