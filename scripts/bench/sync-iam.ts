import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { firstLine, startChild, stopChildren } from "../demo/children.ts";
import { followFirstSync } from "../demo/first-sync.ts";
import { signIn } from "../demo/sign-in.ts";
import { type Demo, startDemo } from "../demo/start-demo.ts";
import { percentile, tell } from "./figure.ts";
import { inFolder } from "./in-folder.ts";
import { readStored, rowsThatDiffer } from "./stored-rows.ts";
import { lastRun, runAgain } from "./runs.ts";

const ADMIN = "hye-jin.seo@larkspur.example";
const IDLE_MS = 15_000;
const MEMORY_MB = 600;
const FLOOR_MS = 5;

/** One sync of 500 accounts × 200 roles into the embedded store, by the product as it is started, and what it costs. */
export async function syncIam(): Promise<boolean> {
  return inFolder(async (folder) => {
    const probe = join(folder, "probe.json");
    const bareMs: number[] = [];
    let bareRoles = 0;
    const timeBare = async (simulator: string): Promise<void> => {
      const { roles, tookMs } = await bareProgram(simulator);
      bareRoles = roles;
      bareMs.push(tookMs);
    };
    const demo = await startDemo(
      { port: 0, accounts: 500, roles: 200, seed: "1", data: folder },
      {
        preload: join(import.meta.dir, "event-loop-probe.ts"),
        env: { GATEHOUSE_BENCH_PROBE: probe },
        async before(simulator) {
          // The simulator makes its accounts when they are first asked for: the first pass pays for that and is not timed.
          await bareProgram(simulator);
          await timeBare(simulator);
          await timeBare(simulator);
        },
      },
    );
    const gatehouse = { url: demo.url, person: ADMIN };
    await followFirstSync(gatehouse, () => {});
    const cookie = await signIn(gatehouse);
    const run = await lastRun(demo.url, cookie);
    const peakMb = peakMemory(demo);
    const stored = readStored(join(folder, "data"));
    if (stored.rows.size !== bareRoles) throw new Error(`Stored ${stored.rows.size} roles of ${bareRoles}`);
    const idleFrom = Date.now() + 5_000;
    await Bun.sleep(5_000 + IDLE_MS);
    const idleTo = Date.now();
    await runAgain(demo.url, cookie);
    const again = readStored(join(folder, "data"));
    // Once more afterwards, so that a machine that became slower or faster meanwhile does so for both.
    await timeBare(demo.simulator);
    await demo.stop();
    const samples: [number, number][] = JSON.parse(readFileSync(probe, "utf8"));
    const during = p99(samples, run.from, run.to);
    const idle = p99(samples, idleFrom, idleTo);
    return [
      tell({
        bench: "sync-iam.wall",
        value: run.to - run.from,
        unit: `ms for ${stored.rows.size} roles`,
        against: "bare SDK AssumeRole and listing at the same concurrency",
        ratio: (run.to - run.from) / percentile(bareMs, 0.5),
        budget: 1.3,
      }),
      tell({
        bench: "sync-iam.memory",
        value: peakMb,
        unit: "MB at the peak of the API process",
        against: `${MEMORY_MB} MB`,
        ratio: peakMb / MEMORY_MB,
        budget: 1,
      }),
      tell({
        bench: "sync-iam.quiet",
        value: during,
        unit: "ms of event-loop delay, p99",
        against: `the same while idle (${idle.toFixed(2)} ms), at least ${FLOOR_MS / 2} ms`,
        ratio: during / Math.max(idle, FLOOR_MS / 2),
        budget: 2,
      }),
      tell({
        bench: "sync-iam.again",
        value: rowsThatDiffer(stored, again) + again.generations - stored.generations,
        unit: "rows written and messages sent",
        against: "an unchanged estate's rows",
        ratio: (rowsThatDiffer(stored, again) + again.generations - stored.generations) / stored.rows.size,
        budget: 0,
      }),
    ].every(Boolean);
  });
}

const Listed = z.object({ roles: z.number(), tookMs: z.number() });

/** Lists the roles with the bare SDK in a fresh process, as the product's first sync is the first work of its own. */
async function bareProgram(simulator: string): Promise<z.infer<typeof Listed>> {
  const program = startChild({ name: "bare listing", script: "scripts/bench/bare-program.ts", words: [simulator] });
  try {
    return Listed.parse(JSON.parse(await firstLine(program)));
  } finally {
    await stopChildren([program]);
  }
}

/** The most memory that the API process ever held, as the kernel counted it. */
function peakMemory({ apiPid }: Demo): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${apiPid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

function p99(samples: readonly (readonly [number, number])[], from: number, to: number): number {
  const within = samples.filter(([at]) => at >= from && at <= to).map(([, late]) => late);
  if (within.length < 100) throw new Error("Too few samples of the event loop's delay");
  return percentile(within, 0.99);
}
