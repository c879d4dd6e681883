import { bareSync } from "./bare-sync.ts";

/**
 * The bare listing in a process of its own, which does nothing before it: so does the product's first sync, and a process
 * that has listed an estate once does it faster the second time. Prints how long the listing took, without the start.
 */
const [simulator = ""] = process.argv.slice(2);
const started = performance.now();
const roles = await bareSync(simulator);
console.log(JSON.stringify({ roles, tookMs: performance.now() - started }));
