import { expect, test } from "bun:test";
import { fstatSync, ftruncateSync, openSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountPack, PackedRoles } from "./account-pack.ts";
import { createKeptPacks, openNameless } from "./kept-packs.ts";
import { pack } from "./packed.ts";

const page = (name: string): PackedRoles => ({
  entries: pack([{ name, json: "{}" }]),
  policies: pack([{ json: `"${"long".repeat(100_000)}"` }]),
  details: [],
  grants: pack([{ json: `"${name}"` }, { json: "2" }]),
});
const orders: AccountPack = { accountName: "orders", generation: 3, pages: [page("a"), page("b")] };
const billing: AccountPack = { accountName: undefined, generation: 0, pages: [page("c")] };

test("what is kept comes back byte for byte, each account its own, and the last one kept counts", () => {
  using packs = createKeptPacks();
  packs.keep("1", { ...orders, pages: [page("z")] });
  packs.keep("2", billing);
  packs.keep("1", orders);
  expect(packs.packOf("1", orders)).toEqual(orders);
  expect(packs.packOf("2", billing)).toEqual(billing);
});

test("a pack is not given for another generation, another name or another account", () => {
  using packs = createKeptPacks();
  packs.keep("1", orders);
  expect(packs.packOf("1", { ...orders, generation: 4 })).toBeUndefined();
  expect(packs.packOf("1", { ...orders, accountName: "renamed" })).toBeUndefined();
  expect(packs.packOf("2", orders)).toBeUndefined();
});

test("nothing lies in the folder while packs are kept, so that nothing is left however the process ends", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
  {
    using packs = createKeptPacks({ file: openNameless(folder) });
    packs.keep("1", orders);
    expect(packs.packOf("1", orders)).toEqual(orders);
    expect(await readdir(folder)).toEqual([]);
  }
  await rm(folder, { recursive: true });
});

test("where there is no disk to keep packs on, or it is full, none is kept and nothing fails", () => {
  for (const file of [openNameless("/there/is/no/such/folder"), openSync("/dev/full", "r+")]) {
    using packs = createKeptPacks({ file });
    packs.keep("1", orders);
    expect(packs.packOf("1", orders)).toBeUndefined();
  }
});

test("a pack that the file does not hold whole is not given, those before it are", () => {
  const file = openNameless(tmpdir()) ?? -1;
  using packs = createKeptPacks({ file });
  packs.keep("1", orders);
  packs.keep("2", billing);
  ftruncateSync(file, fstatSync(file).size - 1);
  expect(packs.packOf("1", orders)).toEqual(orders);
  expect(packs.packOf("2", billing)).toBeUndefined();
});
