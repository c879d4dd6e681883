import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { RESOURCE_CONTROLLED } from "@gatehouse/core/policy/resource-controlled";
import { packCatalogue, resourceControlled } from "./pack-catalogue.ts";
import { packManagedPolicies } from "./pack-managed-policies.ts";

const ASSETS = join(import.meta.dir, "../../packages/core/assets");
const asset = (name: string) => readFileSync(join(ASSETS, name));

test("the action catalogue is what the installed data packs to, within 300 kB", () => {
  const packed = asset("iam-catalogue.json.gz");
  expect(packed.length).toBeLessThan(300_000);
  expect(gunzipSync(packed).toString() === packCatalogue()).toBeTrue();
});

test("the managed policies are what the installed data packs to, within 430 kB", () => {
  const packed = asset("managed-policies.json.br");
  expect(packed.length).toBeLessThan(430_000);
  expect(brotliDecompressSync(packed).toString() === packManagedPolicies()).toBeTrue();
});

test("the services that resource control policies bind are those of the installed data", () => {
  expect([...RESOURCE_CONTROLLED]).toEqual(resourceControlled());
});
