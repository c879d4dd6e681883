import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packCatalogue } from "./iam-data/pack-catalogue.ts";

const ASSET = join(import.meta.dir, "../packages/core/assets/iam-catalogue.json.gz");

const text = packCatalogue();
const packed = gzipSync(text, { level: 9 });
await Bun.write(ASSET, packed);
console.log(`${ASSET}: ${packed.length} bytes of ${text.length}`);
