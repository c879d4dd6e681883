import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** Goes on in a new process, which finds the packages that this one has installed; signals and the exit code pass through. */
export function handOver(script: string): void {
  const child = spawn(process.execPath, [join(ROOT, "scripts", script), ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}
