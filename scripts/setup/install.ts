import { spawnSync } from "node:child_process";
import { ROOT } from "./root.ts";

/**
 * Installs exactly what bun.lock names, or ends the process with what went wrong. Nothing outside the built-in modules
 * may be imported before, and whatever needs the installed packages must run in a new process.
 */
export function install(): void {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ["install", "--frozen-lockfile"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status === 0) return;
  console.error(`The packages could not be installed.\n${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`);
  process.exit(1);
}
