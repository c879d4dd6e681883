import { expect, test } from "bun:test";
import type { Blobs } from "../blobs.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function keysOf(blobs: Blobs, prefix: string): Promise<string[]> {
  return Array.fromAsync(blobs.list(prefix));
}

/**
 * Declares the tests that every store of snapshots must pass; each opens an empty one. A stand-in that writes over
 * objects in place cannot show what the store it stands for promises.
 */
export function blobsContract(open: () => Promise<Blobs>, { replacesAtOnce } = { replacesAtOnce: true }): void {
  test("an object comes back byte for byte, replaced ones in their last state, absent ones as undefined", async () => {
    const blobs = await open();
    expect(await blobs.get("a/none.json.gz")).toBeUndefined();
    const all = new Uint8Array(256).map((_, at) => at);
    await blobs.put("a/one.json.gz", bytes("first"));
    await blobs.put("a/one.json.gz", all);
    expect(await blobs.get("a/one.json.gz")).toEqual(all);
    await blobs.put("empty", new Uint8Array());
    expect(await blobs.get("empty")).toEqual(new Uint8Array());
  });

  test("a list names the keys under a prefix, in order, and nothing that was deleted", async () => {
    const blobs = await open();
    for (const key of ["roles/b_1", "roles/a_1", "roles/deep/er", "other/x"]) await blobs.put(key, bytes(key));
    await blobs.delete("roles/b_1");
    await blobs.delete("roles/never-was");
    expect(await keysOf(blobs, "roles/")).toEqual(["roles/a_1", "roles/deep/er"]);
    expect(await keysOf(blobs, "roles/a")).toEqual(["roles/a_1"]);
    expect(await keysOf(blobs, "")).toEqual(["other/x", "roles/a_1", "roles/deep/er"]);
    expect(await keysOf(blobs, "nothing")).toEqual([]);
  });

  if (!replacesAtOnce) return;
  test("while an object is replaced a reader sees the old or the new one, never a mixture", async () => {
    const blobs = await open();
    const versions = ["a", "b"].map((letter) => bytes(letter.repeat(300_000)));
    for (const version of versions) await blobs.put("big", version);
    const writing = versions.map((version) => blobs.put("big", version));
    for (let tries = 0; tries < 5; tries += 1) {
      const seen = await blobs.get("big");
      expect(seen?.length).toBe(300_000);
      expect(new Set(seen).size).toBe(1);
    }
    await Promise.all(writing);
  });
}
