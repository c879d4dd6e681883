import { parseArgs } from "node:util";

export type DemoSettings = {
  port: number;
  accounts: number;
  roles: number;
  seed: string;
  /** Where the records stay; absent: a temporary folder that goes with the demo. */
  data?: string;
  /** A file with a storage block, for Redis, DynamoDB or S3 in place of the embedded records. */
  storage?: string;
};

export const USAGE = `bun run demo [--port N] [--accounts N] [--roles N] [--seed S] [--data DIR]
  --port N      where the pages answer (default: $PORT, else 8081)
  --accounts N  accounts of the simulated company (default: 24), and 4 more in GovCloud
  --roles N     roles in each account (default: 60)
  --seed S      another company (default: 1)
  --data DIR    keeps the records for the next time (default: a temporary folder)
  --storage F   a YAML file with a storage block: Redis, DynamoDB or S3 in place of the folder`;

/** Reads the demo's arguments; throws a sentence about what is wrong with them. */
export function readDemoArguments(
  words: readonly string[],
  environment: Record<string, string | undefined>,
): DemoSettings {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: "string", default: environment["PORT"] ?? "8081" },
      accounts: { type: "string", default: "24" },
      roles: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      data: { type: "string" },
      storage: { type: "string" },
    },
  });
  const port = whole("--port", values.port, { least: 0, most: 65_535 });
  const accounts = whole("--accounts", values.accounts, { least: 4, most: 5_000 });
  const roles = whole("--roles", values.roles, { least: 10, most: 1_000 });
  const { seed, data, storage } = values;
  return {
    port,
    accounts,
    roles,
    seed,
    ...(data !== undefined && { data }),
    ...(storage !== undefined && { storage }),
  };
}

function whole(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${name} is a whole number from ${least} to ${most}, not "${text}"`);
}
