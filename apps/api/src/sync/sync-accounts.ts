import { currentAccount, listAccounts } from "@gatehouse/aws/collect/accounts";
import type { Account } from "@gatehouse/core/account";
import type { Hub } from "@gatehouse/core/hub";
import { decideRemoval } from "@gatehouse/core/sync/hold";
import type { Outcome } from "@gatehouse/core/sync/run";
import { ACCOUNT } from "@gatehouse/store/accounts";
import type { App } from "../app.ts";
import { namedAccounts, withNames } from "./named-accounts.ts";
import { refused, worst } from "./outcome.ts";

/**
 * Finds out which accounts there are, hub by hub: from Organizations where a role for that is configured, else from
 * the config, else the hub's own account. An account that is no longer named stays, marked as having left.
 */
export async function syncAccounts(app: App, run: string): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const hub of app.config.hubs) outcomes.push(await syncAccountsOf(app, hub, run));
  return worst(outcomes);
}

/** Finds out which accounts one hub has. */
export async function syncAccountsOf(app: App, hub: Hub, run: string): Promise<Outcome> {
  const started = app.now();
  const of = { accountId: hub.name, kind: ACCOUNT };
  const last = (outcome: Outcome) => ({
    run,
    at: new Date(app.now()).toISOString(),
    tookMs: app.now() - started,
    throttled: 0,
    outcome,
  });
  try {
    return await applyAccounts(app, hub, { listed: await list(app, hub), last });
  } catch (error) {
    const outcome = refused(error, "list accounts");
    await app.store.listings.change(of, (listing) => ({ ...listing, last: last(outcome) }));
    return outcome;
  }
}

async function list(app: App, hub: Hub): Promise<Account[]> {
  const named = namedAccounts(app.config, hub);
  if (hub.organizations_role === undefined) {
    if (named.length > 0) return named;
    return [await currentAccount(app.aws, hub.name)];
  }
  const listed: Account[] = [];
  for await (const page of listAccounts(app.aws, hub.name, app.config.environments)) listed.push(...page);
  return withNames(listed, named);
}

type Listing = {
  listed: Account[];
  last: (outcome: Outcome) => { run: string; at: string; tookMs: number; throttled: number; outcome: Outcome };
};

async function applyAccounts(app: App, hub: Hub, { listed, last }: Listing): Promise<Outcome> {
  const at = new Date(app.now()).toISOString();
  const known = (await app.store.accounts.all()).filter((account) => account.hub === hub.name);
  const ids = new Set(listed.map(({ id }) => id));
  const present = known.filter(({ leftAt }) => leftAt === undefined);
  const gone = present.filter(({ id }) => !ids.has(id));
  const held = (await app.store.listings.get({ accountId: hub.name, kind: ACCOUNT }))?.held;
  const removal = decideRemoval({ known: present.length, remove: gone.map(({ id }) => id), at }, held);

  const before = new Map(known.map((account) => [account.id, account]));
  const changed = listed.filter((account) => !Bun.deepEquals(account, before.get(account.id))).length;
  const outcome: Outcome =
    removal.remove === "now"
      ? { state: "done", listed: listed.length, changed, removed: gone.length }
      : { state: "held", listed: listed.length, changed, wouldRemove: gone.length };
  const left = removal.remove === "now" ? gone.map((account) => ({ ...account, leftAt: at })) : [];
  await app.store.accounts.apply(hub.name, {
    put: [...listed, ...left],
    complete: { finishedAt: at, last: last(outcome), ...(removal.remove === "held" && { held: removal.hold }) },
  });
  return outcome;
}
