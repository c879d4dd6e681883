import { Failure } from "@gatehouse/core/failure";
import type { Config } from "./config/config.ts";
import { readEnv } from "./config/env.ts";
import { readConfig } from "./config/read-config.ts";
import { start } from "./start.ts";
import type { WebAssets } from "./web-assets.ts";

export type ProgramParts = {
  /** The words of the command line. */
  words: readonly string[];
  web(config: Config): Promise<WebAssets>;
  /** The program of the jobs' thread, where it is not the file beside its caller. */
  thread?: string;
};

/** Does what the command line says: starts, or with --check-config only reads the config; what is wrong is said, with exit code 1. */
export async function runProgram({ words, web, thread }: ProgramParts): Promise<void> {
  try {
    const unknown = words.filter((word) => word !== "--check-config");
    if (unknown.length > 0) throw new Failure("invalid", `There is only --check-config, not ${unknown.join(" ")}.`);
    const env = readEnv();
    const config = await readConfig(env);
    if (words.length > 0) return void process.stdout.write(`${env.configFile}: fine\n`);
    await start({ env, config, web: await web(config), thread });
  } catch (error) {
    const said = error instanceof Failure ? error.message : Bun.inspect(error);
    process.stderr.write(`${said}\n`);
    process.exit(1);
  }
}
