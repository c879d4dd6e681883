import type { Collector } from "@gatehouse/aws/collect/collector";
import type { Account } from "@gatehouse/core/account";
import type { IamRole } from "@gatehouse/core/role/role";
import type { Outcome } from "@gatehouse/core/sync/run";
import type { App } from "../app.ts";
import { applyListing } from "./apply-listing.ts";
import { keepRows } from "./keep-rows.ts";
import { type Refused, refused } from "./outcome.ts";

/** One account and kind to read, on behalf of a run. */
export type AccountTask = { account: Account; collector: Collector; run: string };

export type AccountReport = { tookMs: number; throttled: number; outcome: Outcome };

/**
 * Reads one kind of one account and brings what is stored into line with it. What AWS refuses is an outcome, not
 * an error, and a listing that did not come to its end changes nothing.
 */
export async function syncAccount(app: App, task: AccountTask): Promise<AccountReport> {
  const started = app.now();
  const { roles, throttled, refusal } = await list(app, task);
  const timing = () => ({ tookMs: app.now() - started, throttled });
  if (refusal === undefined) return applyListing(app, task, { roles, ...timing() });

  const at = new Date(app.now()).toISOString();
  const report = { ...timing(), outcome: refusal };
  const of = { accountId: task.account.id, kind: task.collector.kind };
  await keepRows(app, task.account.id);
  await app.store.listings.change(of, (listing) => ({ ...listing, last: { run: task.run, at, ...report } }));
  return report;
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
