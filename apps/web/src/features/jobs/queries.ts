import { mutationOptions, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";

const LOOK_AGAIN_MS = 10_000;

/** What runs, what ran, what waits for an admin; looked at again so that a scheduled run shows by itself. */
export function jobsOverview() {
  return queryOptions({
    queryKey: ["jobs", "overview"],
    queryFn: ({ signal }) => api.jobs.overview.query(undefined, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

const lookAgain = () => queryClient.invalidateQueries({ queryKey: ["jobs"] });

/** Starts a job now. */
export function runNow() {
  return mutationOptions({ mutationFn: (job: string) => api.jobs.runNow.mutate({ job }), onSettled: lookAgain });
}

export type Removal = { accountId: string; kind: string; digest: string };

/** Confirms exactly the removal that was on the screen. */
export function confirmRemoval() {
  return mutationOptions({
    mutationFn: (removal: Removal) => api.jobs.confirmRemoval.mutate(removal),
    onSettled: lookAgain,
  });
}
