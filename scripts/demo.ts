import { handOver } from "./setup/hand-over.ts";
import { install } from "./setup/install.ts";

install();
handOver("demo/main.ts");
