import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { packManagedPolicies } from "./iam-data/pack-managed-policies.ts";

const ASSET = join(import.meta.dir, "../packages/core/assets/managed-policies.json.br");

const text = packManagedPolicies();
const packed = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
await Bun.write(ASSET, packed);
console.log(`${ASSET}: ${packed.length} bytes of ${text.length}`);
