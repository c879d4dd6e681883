import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildBinary } from "./binary/build-binary.ts";
import { buildWebIfStale } from "./setup/build-web.ts";

const { values } = parseArgs({
  options: { outfile: { type: "string", default: "dist/gatehouse" }, target: { type: "string" } },
});

await buildWebIfStale();
await buildBinary(resolve(values.outfile), values.target);
console.log(values.outfile);
