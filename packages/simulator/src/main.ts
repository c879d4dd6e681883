import { parseArgs } from "node:util";
import { serveSimulator } from "./server.ts";
import { createSimulator } from "./simulator.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    accounts: { type: "string", default: "24" },
    roles: { type: "string", default: "40" },
  },
});

const [accounts, roles, port] = [values.accounts, values.roles, values.port].map(Number);
const simulator = createSimulator({ seed: values.seed, accounts: accounts ?? 24, roles: roles ?? 40 });
const { url } = serveSimulator(simulator, { port: port ?? 0 });
process.stdout.write(`${JSON.stringify({ url })}\n`);
