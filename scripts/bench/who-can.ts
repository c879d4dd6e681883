import { createCatalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import { unpack } from "@gatehouse/core/policy/catalogue/unpack";
import { candidatesFor } from "@gatehouse/core/policy/estate/candidates";
import { createEstate, type Estate } from "@gatehouse/core/policy/estate/estate";
import { layersOf } from "@gatehouse/core/policy/estate/layers-of";
import { requestsOn } from "@gatehouse/core/policy/estate/request-of";
import { type AccessQuestion, targetOf } from "@gatehouse/core/policy/estate/target";
import { whoCan } from "@gatehouse/core/policy/estate/who-can";
import { evaluate } from "@gatehouse/core/policy/evaluate";
import { tell } from "./figure.ts";
import { accountIds } from "./large-estate.ts";
import { bucketObject, bucketOf, largePolicyEstate, queueOf, SHARED_BUCKET } from "./policy-estate.ts";

const SIZE = { accounts: 500, roles: 200 };
const ROUNDS = 7;
const ASSET = new URL("../../packages/core/assets/iam-catalogue.json.gz", import.meta.url);

/**
 * Who can do something, over 100,000 roles: against evaluating the candidates alone, and candidates against the true
 * answer. Policies are named for the reasons that somebody reads, which is not timed on either side.
 */
export async function whoCanBench(): Promise<boolean> {
  const catalogue = createCatalogue(await unpack(await Bun.file(ASSET).bytes(), "gzip"));
  const estate = createEstate(largePolicyEstate(catalogue, SIZE));
  const questions = questionsOn(accountIds(SIZE.accounts));
  const answers = questions.map((question) => whoCan(estate, question));
  const candidates = answers.reduce((sum, { evaluated }) => sum + evaluated, 0);
  const able = answers.reduce((sum, { principals }) => sum + principals.length, 0);
  const evaluating = evaluations(estate, questions);
  const [whole, bare] = fastest(() => questions.forEach((question) => whoCan(estate, question)), evaluating);
  const narrow = tell({
    bench: "who-can.candidates",
    value: candidates / questions.length,
    unit: `candidates a question, of ${SIZE.accounts * SIZE.roles} roles`,
    against: "the true answer",
    ratio: candidates / able,
    budget: 2,
  });
  const quick = tell({
    bench: "who-can",
    value: whole / questions.length,
    unit: "ms a question",
    against: "evaluating its candidates, their requests and policies being ready",
    ratio: whole / bare,
    budget: 1.2,
  });
  return narrow && quick;
}

/** Some about one account each, and some about the whole organization. */
function questionsOn(ids: readonly string[]): AccessQuestion[] {
  const some = ids.filter((_, at) => at % 10 === 0);
  return [
    ...some.map((id, at) => ({ action: "s3:GetObject", resource: bucketObject(bucketOf(id, at % 40)) })),
    ...some.map((id, at) => ({ action: "sqs:SendMessage", resource: queueOf(id, at % 40) })),
    { action: "s3:GetObject", resource: bucketObject(SHARED_BUCKET) },
    { action: "iam:CreateUser", resource: "*" },
  ];
}

function evaluations(estate: Estate, questions: readonly AccessQuestion[]): () => void {
  const ready = questions.flatMap((question) => {
    const target = targetOf(estate, question);
    const requestOf = requestsOn(estate, target);
    return candidatesFor(estate, target).map(({ held }) => ({
      request: requestOf(held),
      policies: layersOf(estate, held, target).policies,
    }));
  });
  return () => ready.forEach(({ request, policies }) => evaluate(request, policies));
}

/** The best of several rounds of each, taken in turns. */
function fastest(...works: readonly (() => void)[]): [number, number] {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round += 1)
    works.forEach((work, at) => {
      Bun.gc(true);
      const start = performance.now();
      work();
      best[at] = Math.min(best[at] ?? 0, performance.now() - start);
    });
  const [first = 0, second = 0] = best;
  return [first, second];
}
