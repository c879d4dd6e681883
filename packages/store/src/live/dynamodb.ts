import { existsSync } from "node:fs";
import { join } from "node:path";
import dynalite from "dynalite";
import type { DynamoOptions } from "../dynamo-client.ts";
import { freePort } from "./free-port.ts";

export type DynamoServer = { options: Required<DynamoOptions>; close(): Promise<void> };

const JAR = "DynamoDBLocal.jar";
const CACHED = join(import.meta.dir, "../../../../node_modules/.cache/dynamodb-local");

/** Starts dynalite in this process, in memory. */
export async function startDynalite(): Promise<DynamoServer> {
  const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    options: optionsOf(port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Why Amazon's DynamoDB Local cannot be started here; undefined where it can. */
export function dynamoLocalMissing(): string | undefined {
  if (Bun.which("java") === null) return "Java is not installed";
  return folderOfJar() === undefined
    ? `${JAR} is neither in the folder GATEHOUSE_DYNAMODB_LOCAL nor in node_modules/.cache/dynamodb-local; "bun run verify" fetches it`
    : undefined;
}

/** Starts Amazon's DynamoDB Local, in memory. It listens on all interfaces: there is no option for that. */
export async function startDynamoLocal(): Promise<DynamoServer> {
  const cwd = folderOfJar();
  if (cwd === undefined) throw new Error(dynamoLocalMissing());
  const port = await freePort();
  const flags = [
    "-Xms64m",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Djava.library.path=./DynamoDBLocal_lib",
  ];
  const server = Bun.spawn(
    ["java", ...flags, "-jar", JAR, "-port", String(port), "-inMemory", "-sharedDb", "-disableTelemetry"],
    {
      cwd,
      stdout: "ignore",
      stderr: "ignore",
    },
  );
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  while (!(await answers())) {
    if (server.exitCode !== null) throw new Error(`DynamoDB Local ended with ${server.exitCode}`);
    await Bun.sleep(50);
  }
  return {
    options: optionsOf(port),
    async close() {
      server.kill();
      await server.exited;
    },
  };
}

function optionsOf(port: number): Required<DynamoOptions> {
  return {
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
}

function folderOfJar(): string | undefined {
  // oxlint-disable-next-line node/no-process-env -- where the tests find a tool, not a setting of the product
  const named = process.env.GATEHOUSE_DYNAMODB_LOCAL;
  return [named, CACHED].find((folder) => folder !== undefined && existsSync(join(folder, JAR)));
}
