import type { Outcome, RunEvent } from "@gatehouse/core/sync/run";

type AccountEvent = Extract<RunEvent, { type: "account" }>;

/** How far a run is, as its events tell it. */
export type Progress = {
  run: string;
  sequence: number;
  total: number | undefined;
  accounts: ReadonlyMap<string, AccountEvent>;
  /** Why the accounts could not be listed whole, where that is so. */
  listing: Outcome | undefined;
  published: boolean;
  finishedAt: string | undefined;
  error: string | undefined;
};

/** The progress of a run of which nothing has been heard. */
export function startProgress(run: string): Progress {
  return {
    run,
    sequence: 0,
    total: undefined,
    accounts: new Map(),
    listing: undefined,
    published: false,
    finishedAt: undefined,
    error: undefined,
  };
}

/** Adds events in order; one that was counted already, or is of another run, changes nothing. */
export function addEvents(progress: Progress, events: readonly RunEvent[]): Progress {
  const fresh = events.filter((event) => event.run === progress.run && event.sequence > progress.sequence);
  if (fresh.length === 0) return progress;
  const accounts = new Map(progress.accounts);
  const next = { ...progress, accounts };
  for (const event of fresh) {
    if (event.sequence <= next.sequence) continue;
    next.sequence = event.sequence;
    if (event.type === "accounts") Object.assign(next, { total: event.total, listing: event.outcome });
    if (event.type === "account") accounts.set(`${event.accountId} ${event.kind}`, event);
    if (event.type === "published") next.published = true;
    if (event.type === "finished") Object.assign(next, { finishedAt: event.at, error: event.error });
  }
  return next;
}

export type Tally = {
  done: number;
  refused: number;
  failed: number;
  held: number;
  waiting: number;
  read: number;
  changed: number;
  gone: number;
};

/** Counts how the accounts of a run went so far. */
export function tally({ accounts, total }: Pick<Progress, "accounts" | "total">): Tally {
  const counted: Tally = { done: 0, refused: 0, failed: 0, held: 0, waiting: 0, read: 0, changed: 0, gone: 0 };
  for (const { outcome } of accounts.values()) {
    counted[WORD[outcome.state]] += 1;
    if (outcome.state === "done" || outcome.state === "held") {
      counted.read += outcome.listed;
      counted.changed += outcome.changed;
    }
    if (outcome.state === "done") counted.gone += outcome.removed;
  }
  counted.waiting = Math.max(0, (total ?? 0) - accounts.size);
  return counted;
}

const WORD = { done: "done", denied: "refused", failed: "failed", held: "held" } as const satisfies Record<
  Outcome["state"],
  keyof Tally
>;

const ENOUGH = 3;

/** How long a run still takes at its pace so far; undefined until that can be said. */
export function timeLeftMs(progress: Progress, startedAt: string, now: number): number | undefined {
  const { accounts, total } = progress;
  if (total === undefined || accounts.size < ENOUGH || accounts.size >= total) return undefined;
  return ((now - Date.parse(startedAt)) / accounts.size) * (total - accounts.size);
}
