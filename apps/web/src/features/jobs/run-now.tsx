import type { JobsOverview } from "@gatehouse/core/sync/overview";
import { useMutation } from "@tanstack/solid-query";
import Play from "lucide-solid/icons/play";
import { Show } from "solid-js";
import { problemOf } from "../../lib/failure.ts";
import { runNow } from "./queries.ts";

/** Starts a job now; those who may not are told why once, above the jobs. */
export function RunNow(props: { job: { name: string; title: string }; mayRun: JobsOverview["mayRun"] }) {
  const start = useMutation(runNow);
  return (
    <div class="flex flex-wrap items-center gap-2">
      <Show when={start.error}>
        {(error) => (
          <span class="text-xs text-danger-text" role="alert">
            {problemOf(error()).message}
          </span>
        )}
      </Show>
      <button
        type="button"
        class="btn"
        aria-label={`Run now: ${props.job.title}`}
        aria-describedby={props.mayRun.allowed ? undefined : "may-run"}
        disabled={!props.mayRun.allowed || start.isPending}
        onClick={() => start.mutate(props.job.name)}
      >
        <Play /> Run now
      </button>
    </div>
  );
}
