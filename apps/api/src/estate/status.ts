/** Whether what the read model holds is complete and fresh, with a sentence for the page where it is not. */
export type EstateStatus =
  | { state: "filling"; sentence: string }
  | { state: "ready" }
  | { state: "stale"; sentence: string };

/** Why the table's rows are not known: it cannot be reached, it is slow to answer, or its rows mean nothing to us. */
export type Trouble = { is: "away" | "slow" | "unreadable"; since: number };

/** What is known about how fresh the read model is; times in milliseconds. */
export type Health = {
  filled: boolean;
  /** What is wrong with the table. */
  table: Trouble | undefined;
  /** Since when change messages cannot arrive. */
  cacheLostAt: number | undefined;
};

/** Puts the state of the read model into words; the page shows the sentence as it is. */
export function describeStatus({ filled, table, cacheLostAt }: Health): EstateStatus {
  if (!filled) return { state: "filling", sentence: table === undefined ? STARTED : filling(table) };
  if (table !== undefined) return { state: "stale", sentence: stale(table) };
  if (cacheLostAt !== undefined)
    return {
      state: "stale",
      sentence: `The cache cannot be reached since ${clock(cacheLostAt)}: what you see may be some seconds old.`,
    };
  return { state: "ready" };
}

const STARTED = "Gatehouse has just started and is still reading its records.";

function filling({ is, since }: Trouble): string {
  switch (is) {
    case "away":
      return `Storage has not answered since ${clock(since)}: roles appear here as soon as it does.`;
    case "slow":
      return `${STARTED} Storage has been slow since ${clock(since)}.`;
    case "unreadable":
      return `Gatehouse's records cannot be understood since ${clock(since)}: its log says which, for an administrator.`;
  }
}

function stale({ is, since }: Trouble): string {
  switch (is) {
    case "away":
      return `Storage cannot be reached since ${clock(since)}: this is what was known then.`;
    case "slow":
      return `Storage has been slow to answer since ${clock(since)}: what you see may be as old as that.`;
    case "unreadable":
      return `Gatehouse's records cannot be understood since ${clock(since)}: this is what was known then.`;
  }
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
