import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

const BUILT = "apps/web/dist/index.html";

/** Everything the built pages are made from. */
const MADE_FROM = [
  "apps/web/src",
  "apps/web/public",
  "apps/web/index.html",
  "apps/web/vite.config.ts",
  "packages/core/src",
  "bun.lock",
];

/** Builds the pages unless what is built is newer than everything it is made from; answers whether it did. */
export async function buildWebIfStale(): Promise<boolean> {
  const built = changedAt(BUILT);
  if (MADE_FROM.every((path) => changedAt(path) < built)) return false;
  const child = Bun.spawn([process.execPath, "run", "build"], {
    cwd: join(ROOT, "apps/web"),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  if (code !== 0) throw new Error(`The web pages could not be built.\n${out}${err}`);
  return true;
}

/** When a file, or the newest file in a folder, was last changed; 0 where there is none. */
function changedAt(path: string): number {
  const found = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(join(ROOT, path)).map((name) => changedAt(`${path}/${name}`)));
}
