import { Glob } from "bun";

/** Files by their path from the root, so that a check can be run on the real tree and on a planted one. */
export type SourceTree = ReadonlyMap<string, string>;

const SOURCES = new Glob("{apps,packages,scripts}/**/*.{ts,tsx,css,json}");
const NOT_SOURCES = /(^|\/)(node_modules|dist|\.tsbuild)\//;

/** Reads every source, style sheet and package.json of the workspaces. */
export async function readSourceTree(root: string): Promise<SourceTree> {
  const paths = [...SOURCES.scanSync({ cwd: root, dot: false })].filter((path) => !NOT_SOURCES.test(path)).toSorted();
  const files = paths.map(async (path) => [path, await Bun.file(`${root}/${path}`).text()] as const);
  return new Map(await Promise.all(files));
}

/** Tells tests and what only tests import from the product itself. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)test\//.test(path);
}

/** Answers the folder of the workspace that a file belongs to, e.g. packages/core. */
export function workspaceOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  return first === "scripts" ? first : `${first}/${second}`;
}
