import type { JobsOverview } from "@gatehouse/core/sync/overview";
import Check from "lucide-solid/icons/check";
import CircleAlert from "lucide-solid/icons/circle-alert";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import { Match, Show, Switch } from "solid-js";
import { duration } from "../../lib/format.ts";
import { Time } from "../../ui/time.tsx";
import type { Progress } from "./progress.ts";
import { RunNow } from "./run-now.tsx";
import { RunProgress } from "./run-progress.tsx";

export type Job = JobsOverview["jobs"][number];

/** A job: what it does, when it comes next, how it went last, and how it goes now. */
export function JobCard(props: { job: Job; mayRun: JobsOverview["mayRun"]; progress: Progress | undefined }) {
  return (
    <section class="card job" aria-label={props.job.title}>
      <div class="job-head">
        <h2>{props.job.title}</h2>
        <Switch>
          <Match when={props.job.running}>
            <span class="badge badge-info">
              <LoaderCircle class="spin" /> Running
            </span>
          </Match>
          <Match when={props.job.last?.error}>
            <span class="badge badge-danger">
              <CircleAlert /> Stopped
            </span>
          </Match>
          <Match when={props.job.last?.finishedAt}>
            <span class="badge badge-success">
              <Check /> Done
            </span>
          </Match>
        </Switch>
        <span class="job-when">
          <Show when={props.job.running} fallback={<Last job={props.job} />}>
            {(run) => (
              <>
                Started <Time at={run().startedAt} /> by {run().startedBy}; {props.job.schedule}
              </>
            )}
          </Show>
        </span>
        <div class="push">
          <Show when={!props.job.running}>
            <RunNow job={props.job} mayRun={props.mayRun} />
          </Show>
        </div>
      </div>
      <Show
        when={props.job.running}
        fallback={
          <Show when={props.job.last?.error}>
            {(error) => <p class="mt-2 text-danger-text">{error()} What was known before stays.</p>}
          </Show>
        }
      >
        {(run) => <RunProgress run={run()} progress={props.progress} />}
      </Show>
    </section>
  );
}

function Last(props: { job: Job }) {
  const took = () => {
    const last = props.job.last;
    return last?.finishedAt ? Date.parse(last.finishedAt) - Date.parse(last.startedAt) : undefined;
  };
  return (
    <>
      <Show when={props.job.last} fallback="Has not run yet">
        {(last) => (
          <>
            Last ran <Time at={last().finishedAt ?? last().startedAt} />
            <Show when={took()}>{(ms) => <> for {duration(ms())}</>}</Show>, by {last().startedBy}
          </>
        )}
      </Show>
      <Show when={props.job.nextAt} fallback={`; runs ${props.job.schedule}`}>
        {(at) => (
          <>
            ; next <Time at={at()} />, {props.job.schedule}
          </>
        )}
      </Show>
    </>
  );
}
