import type { AccountSync } from "@gatehouse/core/sync/overview";
import type { Progress } from "./progress.ts";

export type AccountState = "refused" | "failed" | "held" | "waiting" | "done" | "skipped" | "never";

export type AccountLine = AccountSync & { shown: AccountState };

const BY_OUTCOME = { done: "done", denied: "refused", failed: "failed", held: "held" } as const;
const FIRST: AccountState[] = ["refused", "held", "failed", "waiting", "never", "done", "skipped"];

/** The accounts as they stand now: what a going run told of them replaces what the last one did; the worst first. */
export function accountLines(accounts: readonly AccountSync[], progress: Progress | undefined): AccountLine[] {
  return accounts
    .map((account) => lineOf(account, progress))
    .sort((a, b) => FIRST.indexOf(a.shown) - FIRST.indexOf(b.shown) || a.name.localeCompare(b.name));
}

function lineOf(account: AccountSync, progress: Progress | undefined): AccountLine {
  if (account.state !== "ACTIVE") return { ...account, shown: "skipped" };
  const event = progress?.accounts.get(`${account.id} ${account.kind}`);
  if (event) {
    const { outcome, tookMs, throttled, at } = event;
    const complete = outcome.state === "done";
    const fresh = complete ? { asOf: at, roles: outcome.listed } : {};
    return { ...account, outcome, tookMs, throttled, at, ...fresh, shown: BY_OUTCOME[outcome.state] };
  }
  if (progress && !progress.finishedAt) return { ...account, shown: "waiting" };
  return { ...account, shown: account.outcome ? BY_OUTCOME[account.outcome.state] : "never" };
}

/** Whether an account refused us or failed when it was read last; while a run has not come to it, that still holds. */
export function stopsUs({ shown, outcome }: AccountLine): boolean {
  return shown !== "skipped" && (outcome?.state === "denied" || outcome?.state === "failed");
}

/** Keeps the accounts of a state whose name, id or unit contains the text. */
export function filterAccounts(
  lines: readonly AccountLine[],
  { text, state }: { text: string; state: string },
): AccountLine[] {
  const wanted = text.trim().toLowerCase();
  return lines.filter(
    (line) =>
      (state === "" || line.shown === state) &&
      (wanted === "" || [line.name, line.id, ...line.units].some((part) => part.toLowerCase().includes(wanted))),
  );
}

/** How many accounts are in each state. */
export function countStates(lines: readonly AccountLine[]): Map<AccountState, number> {
  const counts = new Map<AccountState, number>();
  for (const line of lines) counts.set(line.shown, (counts.get(line.shown) ?? 0) + 1);
  return counts;
}

export const STATE_WORDS: Record<AccountState, string> = {
  refused: "Refused",
  failed: "Failed",
  held: "Held",
  waiting: "Waiting",
  done: "Done",
  skipped: "Not active",
  never: "Never read",
};
