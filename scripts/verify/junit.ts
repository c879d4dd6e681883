export type Totals = { passed: number; failed: number; skipped: number };

export const NONE: Totals = { passed: 0, failed: 0, skipped: 0 };

/** Reads the totals of a JUnit report from its root element. */
export function totalsOf(junit: string): Totals {
  const [root = ""] = /<testsuites\b[^>]*>/.exec(junit) ?? [];
  const attribute = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  const failed = attribute("failures") + attribute("errors");
  const skipped = attribute("skipped");
  return { passed: attribute("tests") - failed - skipped, failed, skipped };
}

/** The names of the tests that a JUnit report tells as skipped. */
export function skippedOf(junit: string): string[] {
  return [...junit.matchAll(/<testcase name="([^"]*)"[^>]*>\s*<skipped/g)].map(([, name = ""]) => name);
}

export function addTotals(all: readonly Totals[]): Totals {
  return all.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
    }),
    NONE,
  );
}
