import { readConfig } from "@gatehouse/api/read-config";
import { readEnv } from "@gatehouse/api/env";
import { runProgram } from "@gatehouse/api/program";
import { loadWebAssets, readWebAssets } from "@gatehouse/api/web-assets";

/** How the jobs' thread is called within the binary: its path from the repository's root, where the build was started. */
export const THREAD = "./apps/api/src/jobs/worker-thread.ts";

/** Programs that the binary has besides the server; each is the whole of its module. */
const PROGRAMS: Readonly<Record<string, () => Promise<unknown>>> = {
  worker: () => import("@gatehouse/api/worker"),
  "init-tables": () => import("../init-tables.ts"),
  healthcheck: checkHealth,
};

/** Does what the first word says, else starts the server, with the pages at the places where the binary keeps them. */
export async function runBinary(pages: ReadonlyMap<string, string>): Promise<void> {
  const [, , word = ""] = process.argv;
  const program = PROGRAMS[word];
  if (program === undefined) {
    const web = ({ web: folder }: { web?: string | undefined }) =>
      folder === undefined ? readWebAssets(pages) : loadWebAssets(folder);
    return runProgram({ words: process.argv.slice(2), web, thread: THREAD });
  }
  process.argv.splice(2, 1);
  await program();
}

/** For images that have no other program to ask with: ends with 0 where the server of this config lives. */
async function checkHealth(): Promise<void> {
  const { host, port } = (await readConfig(readEnv())).listen;
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host;
  const address = `http://${name.includes(":") ? `[${name}]` : name}:${port}/healthcheck`;
  const alive = await fetch(address, { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  process.exit(alive ? 0 : 1);
}
