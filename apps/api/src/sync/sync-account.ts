import type { Collector } from "@gatehouse/aws/collect/collector";
import type { Account } from "@gatehouse/core/account";
import { Failure } from "@gatehouse/core/failure";
import type { IamRole } from "@gatehouse/core/role/role";
import type { Outcome } from "@gatehouse/core/sync/run";
import type { KeptPacks } from "@gatehouse/store/published/kept-packs";
import type { App } from "../app.ts";
import { applyListing } from "./apply-listing.ts";
import { keepRows } from "./keep-rows.ts";
import { type Refused, refused } from "./outcome.ts";

/** One account and kind to read, on behalf of a run, which keeps what it can publish of accounts that were written whole. */
export type AccountTask = { account: Account; collector: Collector; run: string; packs: KeptPacks };

export type AccountReport = { tookMs: number; throttled: number; outcome: Outcome };

/**
 * Reads one kind of one account and brings what is stored into line with it. What AWS or the storage refuses is an
 * outcome, not an error, so that the other accounts go on; a listing that did not come to its end changes nothing.
 */
export async function syncAccount(app: App, task: AccountTask): Promise<AccountReport> {
  const started = app.now();
  const { roles, throttled, refusal } = await list(app, task);
  const timing = () => ({ tookMs: app.now() - started, throttled });
  try {
    if (refusal === undefined) return await applyListing(app, task, { roles, ...timing() });
    const report = { ...timing(), outcome: refusal };
    await keepRows(app, task.account.id);
    await remember(app, task, report);
    return report;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    app.log.warn({ error, account: task.account.id }, "what was listed could not be stored");
    const outcome = refusal ?? { state: "failed", call: "store the listing", awsSaid: error.message };
    const report: AccountReport = { ...timing(), outcome };
    await remember(app, task, report).catch(() => {});
    return report;
  }
}

async function remember(app: App, { account, collector, run }: AccountTask, report: AccountReport): Promise<void> {
  const of = { accountId: account.id, kind: collector.kind };
  const last = { run, at: new Date(app.now()).toISOString(), ...report };
  await app.store.listings.change(of, (listing) => ({ ...listing, last }));
}

type Listed = { roles: IamRole[]; throttled: number; refusal?: Refused };

async function list(app: App, { account, collector }: AccountTask): Promise<Listed> {
  const roles: IamRole[] = [];
  let throttles = () => 0;
  try {
    const spoke = await app.aws.spoke(account);
    const before = spoke.throttles();
    throttles = () => spoke.throttles() - before;
    for await (const page of collector.collect(spoke)) roles.push(...page);
    return { roles, throttled: throttles() };
  } catch (error) {
    return { roles: [], throttled: throttles(), refusal: refused(error, `list ${collector.kind}`) };
  }
}
