import { DEMO_PEOPLE } from "@gatehouse/simulator/demo-people";
import { buildWebIfStale } from "../setup/build-web.ts";
import { readDemoArguments, USAGE } from "./demo-arguments.ts";
import { firstRoles } from "./first-roles.ts";
import { followFirstSync, type Progress } from "./first-sync.ts";
import { freePort } from "./free-port.ts";
import { type Demo, startDemo } from "./start-demo.ts";

/** Starts everything, shows the first sync, and says where the pages are when they have something to show. */
async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(USAGE);
    return;
  }
  const settings = readDemoArguments(process.argv.slice(2), process.env);
  await freePort(settings.port);
  if (await buildWebIfStale()) console.log("Built the web pages.");
  const demo = await startDemo(settings);
  const stopped = Promise.withResolvers<undefined>();
  // Ctrl+C reaches every process of the terminal and is passed on as well: the second must not end what the first began.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopped.resolve(undefined));
  const told = announce(demo).then(() => demo.ended);
  const reason = await Promise.race([stopped.promise, told]).catch(async (error: unknown) => {
    await demo.stop();
    throw error;
  });
  if (reason === undefined) {
    await demo.stop();
    process.exit(0);
  }
  const said = (await Bun.file(demo.log).text()).trimEnd().split("\n").slice(-20).join("\n");
  await demo.stop();
  throw new Error(`${reason}. The last that was said:\n${said}`);
}

async function announce(demo: Demo): Promise<void> {
  const [person] = DEMO_PEOPLE;
  if (person === undefined) throw new Error("The demo has no people.");
  console.log("Reading the simulated company's accounts for the first time.");
  const visitor = { url: demo.url, person: person.name };
  const { read, refused } = await followFirstSync(visitor, show);
  await firstRoles(visitor);
  if (process.stdout.isTTY) process.stdout.write("\n");
  console.log(`Read ${read} accounts; ${refused} did not let Gatehouse in, as some never do.`);
  console.log("\nSign in as one of these people, no password asked:");
  for (const { name, about } of DEMO_PEOPLE) console.log(`  ${name.padEnd(34)} ${about}`);
  console.log(`\nGatehouse is ready: ${demo.url}   (Ctrl+C stops it)`);
}

let lastTold = 0;

/** One line that changes on a terminal, a line every tenth of the way elsewhere. */
function show({ read, total }: Progress): void {
  if (total === 0) return;
  if (process.stdout.isTTY) process.stdout.write(`\r  ${read} of ${total} accounts`);
  const tenth = Math.floor((read / total) * 10);
  if (!process.stdout.isTTY && tenth > lastTold) console.log(`  ${read} of ${total} accounts`);
  lastTold = tenth;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
