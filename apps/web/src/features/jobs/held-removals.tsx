import type { HeldRemoval, JobsOverview } from "@gatehouse/core/sync/overview";
import Hand from "lucide-solid/icons/hand";
import { createSignal, For, lazy, Show, Suspense } from "solid-js";
import { count, number } from "../../lib/format.ts";
import { Time } from "../../ui/time.tsx";

const ConfirmRemoval = lazy(async () => ({ default: (await import("./confirm-removal.tsx")).ConfirmRemoval }));

/** Removals that wait: a second complete listing must agree and an admin must confirm. */
export function HeldRemovals(props: { held: HeldRemoval[]; mayRun: JobsOverview["mayRun"] }) {
  const [asked, setAsked] = createSignal<HeldRemoval>();
  return (
    <>
      <For each={props.held}>
        {(held) => <Held held={held} mayRun={props.mayRun} onConfirm={() => setAsked(held)} />}
      </For>
      <Suspense>
        <Show when={asked()}>{(held) => <ConfirmRemoval held={held()} onClose={() => setAsked(undefined)} />}</Show>
      </Suspense>
    </>
  );
}

function Held(props: { held: HeldRemoval; mayRun: JobsOverview["mayRun"]; onConfirm: () => void }) {
  const reason = () => {
    if (!props.held.agreed) return "Waits for a second complete listing that agrees.";
    return props.mayRun.allowed ? undefined : "Waits for an admin to confirm it.";
  };
  return (
    <section class="card alarm alarm-warning" aria-label={`Removal held in ${props.held.accountName}`}>
      <div class="card-head">
        <Hand />
        <h2>
          {props.held.accountName}: {number(props.held.wouldRemove)} of {count(props.held.known, "role")} would go
        </h2>
        <span class="font-mono text-muted">{props.held.accountId}</span>
        <span class="ml-auto text-xs text-muted">
          held since <Time at={props.held.since} />
        </span>
      </div>
      <div class="card-body">
        <p>
          A complete listing came back without them. So much at once is more often a mistake than the truth, so nothing
          was removed: people still see these roles.
        </p>
        <p class="mt-2 flex flex-wrap gap-1.5">
          <For each={props.held.examples}>{(arn) => <span class="thing">{arn}</span>}</For>
          <Show when={props.held.wouldRemove > props.held.examples.length}>
            <span class="text-muted">and {number(props.held.wouldRemove - props.held.examples.length)} more</span>
          </Show>
        </p>
      </div>
      <div class="card-foot">
        <span class="text-muted">{reason() ?? "A second complete listing agrees."}</span>
        <button
          type="button"
          class="btn ml-auto"
          disabled={reason() !== undefined}
          aria-label={`Confirm the removal in ${props.held.accountName}`}
          onClick={() => props.onConfirm()}
        >
          Confirm the removal
        </button>
      </div>
    </section>
  );
}
