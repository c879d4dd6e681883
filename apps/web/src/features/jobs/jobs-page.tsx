import type { JobsOverview } from "@gatehouse/core/sync/overview";
import Lock from "lucide-solid/icons/lock";
import { createMemo, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { problemOf } from "../../lib/failure.ts";
import { sentence } from "../../lib/format.ts";
import { usePage } from "../../lib/page.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { accountLines, stopsUs } from "./account-states.ts";
import { AccountTable } from "./account-table.tsx";
import { HeldRemovals } from "./held-removals.tsx";
import { JobCard } from "./job-card.tsx";
import { jobsOverview } from "./queries.ts";
import { RefusedAccounts } from "./refused-accounts.tsx";
import { useProgress, type Live } from "./use-progress.ts";

/** Is what Gatehouse knows true, and what stops it? */
export function JobsPage() {
  const overview = createQuery(jobsOverview);
  const running = createMemo(() => overview.data?.jobs.find((job) => job.running)?.running?.id);
  const live = useProgress(running);
  usePage(() => ({ title: title(live()), crumbs: ["Operate", "Sync"], freshness: freshness(live(), overview) }));
  return (
    <div class="page">
      <Loaded query={overview} skeleton={<Waiting />} head={<Head />} what="The state of the sync could not be read">
        {(now) => {
          const lines = createMemo(() => accountLines(now().accounts, live().progress));
          const refused = createMemo(() => lines().filter(stopsUs));
          return (
            <>
              <Head />
              <Show when={!now().mayRun.allowed}>
                <p class="note-line" id="may-run">
                  <Lock /> <span>{sentence(`you can watch, not run: ${now().mayRun.because}`)}</span>
                </p>
              </Show>
              <div class="jobs">
                <For each={now().jobs}>
                  {(job) => (
                    <JobCard
                      job={job}
                      mayRun={now().mayRun}
                      progress={live().progress?.run === job.running?.id ? live().progress : undefined}
                    />
                  )}
                </For>
                <HeldRemovals held={now().held} mayRun={now().mayRun} />
                <Show when={refused().length > 0}>
                  <RefusedAccounts accounts={refused()} of={lines().length} />
                </Show>
              </div>
              <AccountTable lines={lines()} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Head() {
  return (
    <PageHead
      title="Sync"
      lede="Reads every account and keeps what Gatehouse knows true. People can work while it runs."
    />
  );
}

function Waiting() {
  return (
    <>
      <Head />
      <TableSkeleton rows={10} />
    </>
  );
}

function title({ progress }: Live): string {
  if (!progress?.total || progress.finishedAt) return "Sync";
  return `Sync: ${progress.accounts.size} of ${progress.total} accounts`;
}

type Overview = { error: Error | null; updatedAt: number; data: JobsOverview | undefined };

function freshness(live: Live, overview: Overview) {
  if (overview.error) return { because: problemOf(overview.error).message };
  if (overview.data?.stale) return { because: overview.data.stale };
  if (live.progress && !live.progress.finishedAt) {
    return live.connected ? { live: true } : { because: "Waiting for Gatehouse to go on telling how the run goes." };
  }
  return overview.updatedAt ? { asOf: new Date(overview.updatedAt).toISOString() } : {};
}
