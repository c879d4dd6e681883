import { type Life, live, openLife, syncNext } from "./crash-world.ts";
import { killAt } from "./killing-ports.ts";

/** One life of a process that syncs once and dies at a given write; it prints how many writes there were if it lives. */
const { deadly, ...life } = JSON.parse(process.argv[2] ?? "{}") as Life & { deadly: number };

const ports = killAt(deadly, openLife(life));
const test = await live(life, ports);
await syncNext(test);
process.stdout.write(String(ports.writes()));
await test.close();
