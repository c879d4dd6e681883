import type { Spot } from "@gatehouse/core/policy/assist/place";
import { createMemo, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { visible } from "../../lib/visible.ts";
import { described } from "./queries.ts";

const MOVING_MS = 300;

/** Explains what is under the cursor, for whoever does not point at it. */
export function WordCard(props: { spot: Spot | undefined }) {
  const settled = createSettled(() => props.spot, MOVING_MS);
  const word = createQuery(() => described(settled()));
  // A word that was left stays, named and dimmed, until the next is known: nothing jumps while one moves on.
  const isOld = createMemo(() => JSON.stringify(word.data?.spot) !== JSON.stringify(props.spot));
  return (
    <Show when={props.spot && word.data?.description}>
      {(description) => (
        <section
          class="card card-body"
          classList={{ "answer-old": isOld() }}
          aria-busy={isOld()}
          aria-label="What is under the cursor"
        >
          <h2 class="font-mono text-xs wrap-anywhere">{visible(description().title)}</h2>
          <For each={description().lines}>{(line) => <p class="mt-1 text-muted wrap-anywhere">{visible(line)}</p>}</For>
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
