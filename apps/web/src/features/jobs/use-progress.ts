import { useQueryClient } from "@tanstack/solid-query";
import type { RunEvent } from "@gatehouse/core/sync/run";
import { createEffect, createSignal, on, onCleanup, type Accessor } from "solid-js";
import { liveApi } from "../../lib/live-api.ts";
import { addEvents, startProgress, type Progress } from "./progress.ts";

const GATHER_MS = 100;

export type Live = { progress: Progress | undefined; connected: boolean };

/**
 * Follows a run by one event stream, which resumes by itself after the last event it has. Events are gathered for a
 * tenth of a second, so that hundreds a second cost a few redraws.
 */
export function useProgress(run: Accessor<string | undefined>): Accessor<Live> {
  const client = useQueryClient();
  const [live, setLive] = createSignal<Live>({ progress: undefined, connected: false });

  createEffect(
    on(run, (id) => {
      if (id === undefined) return setLive({ progress: undefined, connected: false });
      setLive({ progress: startProgress(id), connected: true });
      onCleanup(follow(id, setLive, () => void client.invalidateQueries({ queryKey: ["jobs"] })));
      return undefined;
    }),
  );
  return live;
}

type SetLive = (change: (live: Live) => Live) => void;

function follow(run: string, setLive: SetLive, onFinished: () => void): () => void {
  let gathered: RunEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const events = gathered;
    gathered = [];
    setLive((live) => ({ ...live, progress: addEvents(live.progress ?? startProgress(run), events) }));
    if (events.some((event) => event.type === "finished")) onFinished();
  };
  const stream = liveApi.jobs.progress.subscribe(
    { run },
    {
      onData: ({ data }) => {
        gathered.push(data);
        timer ??= setTimeout(flush, GATHER_MS);
      },
      // The first connecting is no trouble; one after an error is.
      onConnectionStateChange: ({ error }) => setLive((live) => ({ ...live, connected: error === null })),
    },
  );
  return () => {
    clearTimeout(timer);
    stream.unsubscribe();
  };
}
