import { resolve } from "node:path";
import { Failure } from "@gatehouse/core/failure";
import type { Config } from "./config.ts";
import type { Env } from "./env.ts";
import { loadConfig } from "./load-config.ts";

/** Reads the config file that the environment names; PORT replaces its port. */
export async function readConfig(env: Env): Promise<Config> {
  const file = Bun.file(env.configFile);
  if (!(await file.exists())) {
    throw new Failure(
      "invalid",
      `${resolve(env.configFile)}: there is no such file. Copy gatehouse.example.yaml to it, or name another in GATEHOUSE_CONFIG.`,
    );
  }
  const config = loadConfig(await file.text(), env.configFile);
  return env.port === undefined ? config : { ...config, listen: { ...config.listen, port: env.port } };
}
