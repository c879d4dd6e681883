import type { Spot } from "@gatehouse/core/policy/assist/place";
import { For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { described } from "./queries.ts";

const MOVING_MS = 300;

/** Explains what is under the cursor, for whoever does not point at it. */
export function WordCard(props: { spot: Spot | undefined }) {
  const settled = createSettled(() => props.spot, MOVING_MS);
  const word = createQuery(() => described(settled()));
  return (
    <Show when={props.spot && word.data}>
      {(description) => (
        <section class="card card-body" aria-label="What is under the cursor">
          <h2 class="font-mono text-xs wrap-anywhere">{description().title}</h2>
          <For each={description().lines}>{(line) => <p class="mt-1 text-muted wrap-anywhere">{line}</p>}</For>
          <Show when={description().see}>
            {(see) => (
              <a class="text-xs" href={see()} target="_blank" rel="noopener">
                AWS’s page
              </a>
            )}
          </Show>
        </section>
      )}
    </Show>
  );
}
