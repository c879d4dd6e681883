import { credentials } from "./bench/credentials.ts";
import { eligibleRoles } from "./bench/eligible-roles.ts";
import { iamEvaluate } from "./bench/iam-evaluate.ts";
import { lint } from "./bench/lint.ts";
import { start } from "./bench/start.ts";
import { syncDynamo } from "./bench/sync-dynamo.ts";
import { syncIam } from "./bench/sync-iam.ts";
import { web } from "./bench/web.ts";
import { whoCanBench } from "./bench/who-can.ts";

/** Every benchmark by its name; each prints its figures and answers whether all are within their budgets. */
const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
  "eligible-roles": eligibleRoles,
  credentials,
  "sync-iam": syncIam,
  "sync-iam.dynamo": syncDynamo,
  "iam-evaluate": iamEvaluate,
  lint,
  start,
  "who-can": whoCanBench,
  web,
};

const [wanted] = process.argv.slice(2);
const chosen = Object.entries(BENCHES).filter(
  ([name]) => wanted === undefined || name === wanted || name.startsWith(`${wanted}.`),
);
if (chosen.length === 0) {
  console.error(`There is no benchmark "${wanted}". There are: ${Object.keys(BENCHES).join(", ")}`);
  process.exit(1);
}
let within = true;
for (const [, bench] of chosen) within = (await bench()) && within;
process.exit(within ? 0 : 1);
