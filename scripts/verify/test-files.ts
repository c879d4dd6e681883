import { Glob } from "bun";

export type TestKind = "unit" | "web" | "live" | "browser";

/** Tells by its name what a test needs: nothing, a page's document, real servers, or a browser. */
export function kindOf(path: string): TestKind {
  if (path.endsWith(".browser.test.ts")) return "browser";
  if (path.endsWith(".live.test.ts")) return "live";
  return path.startsWith("apps/web/") ? "web" : "unit";
}

/** Answers every test file of the tree, by kind, so that none is forgotten. */
export function testFiles(root: string): Record<TestKind, string[]> {
  const files = [...new Glob("{apps,packages,scripts}/**/*.test.{ts,tsx}").scanSync({ cwd: root })]
    .filter((path) => !/(^|\/)(node_modules|dist|\.tsbuild)\//.test(path))
    .toSorted();
  const byKind: Record<TestKind, string[]> = { unit: [], web: [], live: [], browser: [] };
  for (const path of files) byKind[kindOf(path)].push(path);
  return byKind;
}
