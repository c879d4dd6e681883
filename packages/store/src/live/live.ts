import { describe, test } from "bun:test";

/**
 * Declares live tests. Where their server cannot run they are skipped with the reason; in CI, or with GATEHOUSE_LIVE=1,
 * they fail with it, so that nobody takes a skip for a pass.
 */
export function describeLive(name: string, missing: string | undefined, declare: () => void): void {
  if (missing === undefined) return describe(name, declare);
  // oxlint-disable-next-line node/no-process-env -- a switch of the tests, not of the product
  const { CI, GATEHOUSE_LIVE } = process.env;
  if (CI !== undefined || GATEHOUSE_LIVE === "1") {
    test(name, () => {
      throw new Error(`${name} cannot run: ${missing}`);
    });
    return;
  }
  test.skip(`${name} (${missing})`, () => {});
}
