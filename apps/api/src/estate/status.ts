/** Whether what the read model holds is complete and fresh, with a sentence for the page where it is not. */
export type EstateStatus =
  | { state: "filling"; sentence: string }
  | { state: "ready" }
  | { state: "stale"; sentence: string };

/** What is known about how fresh the read model is; times in milliseconds. */
export type Health = {
  filled: boolean;
  /** Since when the table cannot be read. */
  tableLostAt: number | undefined;
  /** Since when change messages cannot arrive. */
  cacheLostAt: number | undefined;
};

/** Puts the state of the read model into words; the page shows the sentence as it is. */
export function describeStatus({ filled, tableLostAt, cacheLostAt }: Health): EstateStatus {
  if (tableLostAt !== undefined && !filled)
    return {
      state: "filling",
      sentence: `Storage has not answered since ${clock(tableLostAt)}: roles appear here as soon as it does.`,
    };
  if (!filled) return { state: "filling", sentence: "Gatehouse has just started and is still reading its records." };
  if (tableLostAt !== undefined)
    return {
      state: "stale",
      sentence: `Storage cannot be reached since ${clock(tableLostAt)}: this is what was known then.`,
    };
  if (cacheLostAt !== undefined)
    return {
      state: "stale",
      sentence: `The cache cannot be reached since ${clock(cacheLostAt)}: what you see may be some seconds old.`,
    };
  return { state: "ready" };
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
