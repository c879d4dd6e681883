import { handOver } from "./setup/hand-over.ts";
import { install } from "./setup/install.ts";

const started = performance.now();
install();
console.log(`  ok      install  ${((performance.now() - started) / 1000).toFixed(1)} s`);
handOver("verify/main.ts");
