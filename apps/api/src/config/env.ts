import { z } from "zod";

const Environment = z.object({
  GATEHOUSE_CONFIG: z.string().min(1).default("gatehouse.yaml"),
  GATEHOUSE_LOG: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
});

export type Env = { configFile: string; logLevel: string; port?: number };

/** Reads what the environment says; the only file that looks at it. */
export function readEnv(environment: Record<string, string | undefined> = process.env): Env {
  const { GATEHOUSE_CONFIG, GATEHOUSE_LOG, PORT } = Environment.parse(environment);
  return { configFile: GATEHOUSE_CONFIG, logLevel: GATEHOUSE_LOG, ...(PORT === undefined ? {} : { port: PORT }) };
}
