import { fileURLToPath } from "node:url";
import { runProgram } from "./program.ts";
import { loadWebAssets } from "./web-assets.ts";

const BUILT_PAGES = fileURLToPath(new URL("../../web/dist", import.meta.url));

await runProgram({ words: process.argv.slice(2), web: ({ web }) => loadWebAssets(web ?? BUILT_PAGES) });
