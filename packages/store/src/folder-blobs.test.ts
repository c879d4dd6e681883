import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blobsContract } from "./contract/blobs-contract.ts";
import { createFolderBlobs } from "./folder-blobs.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-blobs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const open = async () => createFolderBlobs(mkdtempSync(join(folder, "blobs-")));

describe("the blobs contract, in a folder", () => blobsContract(open));

test("a key that leads out of the folder, or to a hidden file, is refused", async () => {
  const blobs = await open();
  for (const key of ["../secret", "a/../../b", "/etc/passwd", "a//b", ".unfinished/x", "", "a\\b"]) {
    await expect((async () => blobs.put(key, new Uint8Array()))()).rejects.toMatchObject({ code: "invalid" });
  }
});

test("a folder that cannot be written is unavailable", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "not a folder");
  const blobs = createFolderBlobs(file);
  await expect(blobs.put("a", new Uint8Array())).rejects.toMatchObject({ code: "unavailable" });
});
