import type { Account } from "@gatehouse/core/account";
import type { Person } from "@gatehouse/core/actor";
import { authorize } from "@gatehouse/core/authorize";
import type { AccountSync, HeldRemoval, JobsOverview } from "@gatehouse/core/sync/overview";
import { ACCOUNT } from "@gatehouse/store/accounts";
import type { Listing } from "@gatehouse/store/listings";
import { IAM_ROLE } from "@gatehouse/store/roles";
import type { App } from "../app.ts";
import { JOBS, type JobDefinition } from "./jobs.ts";
import { nextTick } from "./ticks.ts";

/** Answers the jobs page: what runs and when, how each account's last listing ended, and what waits for an admin. */
export async function getOverview(app: App, actor: Person): Promise<JobsOverview> {
  const [jobs, listings] = await Promise.all([
    Promise.all(JOBS.map((job) => describeJob(app, job))),
    app.store.listings.all(),
  ]);
  const accounts = app.estate.accounts();
  const status = app.estate.status();
  const byKey = new Map(listings.map((listing) => [`${listing.accountId} ${listing.kind}`, listing]));
  return {
    jobs,
    accounts: [...accounts.values()].map((account) =>
      describeAccount(app, account, byKey.get(`${account.id} ${IAM_ROLE}`)),
    ),
    held: listings.flatMap((listing) => describeHold(listing, accounts)),
    mayRun: authorize(actor, "run-job", app.settings.authority()),
    ...(status.state !== "ready" && { stale: status.sentence }),
  };
}

async function describeJob(app: App, { name, title, about, everyMinutes }: JobDefinition) {
  const runs = await app.store.runs.newest(name, 10);
  const minutes = everyMinutes?.(app.config);
  const last = runs.find(({ finishedAt }) => finishedAt !== undefined);
  const running = runs.find(({ finishedAt }) => finishedAt === undefined);
  return {
    name,
    title,
    about,
    schedule: minutes === undefined ? "when asked for" : `every ${minutes} min`,
    ...(minutes !== undefined && { nextAt: new Date(nextTick(app.now(), minutes)).toISOString() }),
    ...(last && { last }),
    ...(running && { running }),
  };
}

function describeAccount(app: App, account: Account, listing: Listing | undefined): AccountSync {
  const { email: _, hub: __, ...shown } = account;
  const last = listing?.last;
  return {
    ...shown,
    kind: IAM_ROLE,
    roles: app.estate.rolesOf(account.id).length,
    throttled: last?.throttled ?? 0,
    ...(last && { outcome: last.outcome, tookMs: last.tookMs, at: last.at }),
    ...(listing?.finishedAt !== undefined && { asOf: listing.finishedAt }),
  };
}

function describeHold({ accountId, kind, held }: Listing, accounts: ReadonlyMap<string, Account>): HeldRemoval[] {
  if (held === undefined) return [];
  const { confirmedBy: _, ...shown } = held;
  const accountName = kind === ACCOUNT ? `Accounts of ${accountId}` : (accounts.get(accountId)?.name ?? accountId);
  return [{ accountId, accountName, kind, ...shown }];
}
