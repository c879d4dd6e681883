import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";

const Environment = z.object({
  GATEHOUSE_CONFIG: z.string().min(1).default("gatehouse.yaml"),
  GATEHOUSE_LOG: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
});

export type Env = { configFile: string; logLevel: string; port?: number };

/** Reads what the environment says; the only file that looks at it. */
export function readEnv(environment: Record<string, string | undefined> = process.env): Env {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join(".")} in the environment: ${issue.message}`);
    throw new Failure("invalid", wrong.join("\n"));
  }
  const { GATEHOUSE_CONFIG, GATEHOUSE_LOG, PORT } = read.data;
  return { configFile: GATEHOUSE_CONFIG, logLevel: GATEHOUSE_LOG, ...(PORT === undefined ? {} : { port: PORT }) };
}
