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

function wholeNumber(name: "port" | "accounts" | "roles"): number {
  if (/^\d{1,5}$/.test(values[name])) return Number(values[name]);
  throw new RangeError(`--${name} takes a whole number up to 99999, not "${values[name]}".`);
}

const simulator = createSimulator({
  seed: values.seed,
  accounts: wholeNumber("accounts"),
  roles: wholeNumber("roles"),
});
const { url } = serveSimulator(simulator, { port: wholeNumber("port") });
process.stdout.write(`${JSON.stringify({ url })}\n`);
