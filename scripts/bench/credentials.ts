import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { createApp } from "@gatehouse/api/app";
import { loadConfig } from "@gatehouse/api/load-config";
import { createServer } from "@gatehouse/api/server";
import { followFirstSync } from "../demo/first-sync.ts";
import { startDemo } from "../demo/start-demo.ts";
import { logInCli } from "./cli-visitor.ts";
import { percentile, tell } from "./figure.ts";
import { inFolder } from "./in-folder.ts";
import { SILENT } from "./silent-log.ts";

const GROUP = "payments-engineering";
const PERSON = "priya.raman@larkspur.example";
/** Each of them may ask 120 times a minute; the first ones are the warm-up, as a server that runs for days is warm. */
const PEOPLE = Array.from({ length: 30 }, (_, at) => `person-${at}@larkspur.example`);
const WARM_UP = 24;
const CALLS = 115;

type Role = { arn: string; hub: string };

/**
 * One role's credentials for one person's CLI, from the request to its answer with decision, audit and records, against
 * the AssumeRole call in it: by the same client, with the same words, in turns. AWS is the simulator, which answers at once.
 */
export async function credentials(): Promise<boolean> {
  return inFolder(async (folder) => {
    const demo = await startDemo({ port: 0, accounts: 8, roles: 12, seed: "1", data: folder });
    await followFirstSync({ url: demo.url, person: PERSON }, () => {});
    // Its records are read on here; as a process of its own it would only take the machine's time.
    process.kill(demo.apiPid, "SIGTERM");
    await demo.ended;
    const config = loadConfig(await Bun.file(join(folder, "gatehouse.yaml")).text());
    const demo_people = PEOPLE.map((name) => ({ name, display_name: name, about: "", groups: [GROUP] }));
    const app = await createApp({ ...config, sign_on: { ...config.sign_on, demo_people } }, { log: SILENT });
    await Promise.all([app.estate.filled(), app.hubs.refresh()]);
    const server = createServer(app, { addressOf: () => "127.0.0.1" });
    const samples: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    for (const [at, person] of PEOPLE.entries()) {
      const visitor = await logInCli(server, person);
      const role = roleOf(app, await visitor.roles());
      for (let count = 0; count < CALLS; count += 1) {
        const ask = visitor.askFor(role.arn);
        const ours = await timed(() => issue(ask));
        const bare = await timed(() => assume(app, person, role));
        if (at < WARM_UP) continue;
        samples.ours.push(ours);
        samples.bare.push(bare);
      }
    }
    await app.close();
    await demo.stop();
    const [ours, bare] = [percentile(samples.ours, 0.5), percentile(samples.bare, 0.5)];
    return tell({
      bench: "credentials",
      value: ours,
      unit: "ms for one role of one person, p50",
      against: "the bare AssumeRole call by the same client",
      ratio: ours / bare,
      budget: 1.5,
    });
  });
}

type App = Awaited<ReturnType<typeof createApp>>;

function roleOf(app: App, arns: string[]): Role {
  for (const arn of arns) {
    const role = app.estate.role(arn);
    const hub = role && app.estate.accounts().get(role.accountId)?.hub;
    if (hub !== undefined) return { arn, hub };
  }
  throw new Error("This person has no role in the estate");
}

async function issue(ask: () => Promise<string>): Promise<void> {
  const answer = await ask();
  if (!answer.includes('"SessionToken"')) throw new Error(`No credentials: ${answer}`);
}

async function assume({ aws }: App, person: string, { arn, hub }: Role): Promise<void> {
  const sts = aws.hub(hub).clientsForPeople.sts();
  const marks = { RoleSessionName: person, SourceIdentity: person };
  const tags = [{ Key: "gatehouse:issue", Value: "issue_0123456789abcdef" }];
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: arn, ...marks, Tags: tags }));
  if (Credentials?.SessionToken === undefined) throw new Error(`No session of ${arn}`);
}

/** What the call before has left to do, e.g. with its socket, is done first. */
async function timed(work: () => Promise<void>): Promise<number> {
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
  const started = performance.now();
  await work();
  return performance.now() - started;
}
