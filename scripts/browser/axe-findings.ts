import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe-core finds on a page, each with the elements it is about. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => {
    const { axe: tool } = globalThis as unknown as { axe: { run(): Promise<axe.AxeResults> } };
    return tool.run();
  });
  return result.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
