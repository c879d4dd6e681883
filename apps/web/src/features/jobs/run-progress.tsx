import type { Run } from "@gatehouse/core/sync/run";
import { createMemo, Show } from "solid-js";
import { now } from "../../lib/clock.ts";
import { count, duration, number } from "../../lib/format.ts";
import { startProgress, tally, timeLeftMs, type Progress } from "./progress.ts";

/** How far a run is: a bar, its numbers in words, and how long it still takes. */
export function RunProgress(props: { run: Run; progress: Progress | undefined }) {
  const progress = () => props.progress ?? startProgress(props.run.id);
  const total = () => progress().total ?? props.run.total;
  const counted = createMemo(() => tally({ accounts: progress().accounts, total: total() }));
  const share = (part: number) => ({ width: `${(100 * part) / Math.max(1, total() ?? 1)}%` });
  const bad = () => counted().refused + counted().failed;
  const left = () => timeLeftMs(progress(), props.run.startedAt, now());
  const words = () => `${number(progress().accounts.size)} of ${count(total() ?? 0, "account")}`;
  return (
    <div class="run">
      <p class="text-muted tabular-nums">
        <Show when={total()} fallback="Reading which accounts there are">
          {(all) => (
            <>
              <b class="run-n">{number(progress().accounts.size)}</b> of {count(all(), "account")}
              <Show when={left()}>{(ms) => <>, about {duration(Math.max(1000, ms()))} left</>}</Show>
              <Show when={progress().accounts.size === all()}>, writing the copies for other tools</Show>
            </>
          )}
        </Show>
      </p>
      <div
        class="bar"
        role="progressbar"
        aria-label="Accounts read"
        aria-valuemin="0"
        aria-valuemax={total() ?? 0}
        aria-valuenow={progress().accounts.size}
        aria-valuetext={`${words()}, ${bad()} refused or failed`}
      >
        <i class="ok" style={share(counted().done)} />
        <i class="held" style={share(counted().held)} />
        <i class="bad" style={share(bad())} />
      </div>
      <div class="legend">
        <span>
          <i class="ok" />
          {number(counted().done)} done
        </span>
        <Show when={counted().held > 0}>
          <span>
            <i class="held" />
            {number(counted().held)} held
          </span>
        </Show>
        <Show when={bad() > 0}>
          <span>
            <i class="bad" />
            {number(counted().refused)} refused, {number(counted().failed)} failed
          </span>
        </Show>
        <span>
          <i />
          {number(counted().waiting)} waiting
        </span>
        <span class="ml-auto">
          {count(counted().read, "role")} read, {number(counted().changed)} changed, {number(counted().gone)} gone
        </span>
      </div>
    </div>
  );
}
