import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "@gatehouse/core/failure";
import type { Blobs } from "./blobs.ts";

const UNFINISHED = ".unfinished";

/** Keeps objects as files of a folder: a file appears under its name only when all of it is on the disk. */
export function createFolderBlobs(folder: string): Blobs {
  const put = async (key: string, bytes: Uint8Array): Promise<void> => {
    const path = pathOf(folder, key);
    const unfinished = join(folder, UNFINISHED, crypto.randomUUID());
    await mkdir(dirname(unfinished), { recursive: true });
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeDurably(unfinished, bytes);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  };

  return {
    get: (key) => readable(readFile(pathOf(folder, key)).then((bytes) => new Uint8Array(bytes), absent)),
    put: (key, bytes) => readable(put(key, bytes)),
    delete: (key) => readable(rm(pathOf(folder, key), { force: true })),
    async *list(prefix) {
      const names = await readable(readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []));
      const keys = names
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length))
        .filter((key) => key.startsWith(prefix) && !key.startsWith(`${UNFINISHED}/`));
      yield* keys.sort();
    },
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is on the disk only when the folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A key may name only what lies inside the folder. */
function pathOf(folder: string, key: string): string {
  const steps = key.split("/");
  if (key.includes("\0") || key.includes("\\") || steps.some((step) => step === "" || step.startsWith("."))) {
    throw new Failure("invalid", `"${key}" is no name for a snapshot.`);
  }
  return join(folder, ...steps);
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new Failure("unavailable", `The folder of snapshots cannot be used: ${said}.`, { cause: error });
  }
}
