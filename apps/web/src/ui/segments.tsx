import { For, Show } from "solid-js";
import { number } from "../lib/format.ts";

export type Segment<T> = { value: T; word: string; count?: number };

/** One choice of a few, all in view, each with how many it would show. */
export function Segments<T>(props: { label: string; all: Segment<T>[]; value: T; onChoose: (value: T) => void }) {
  return (
    <div class="segments" role="group" aria-label={props.label}>
      <For each={props.all}>
        {(segment) => (
          <button
            type="button"
            aria-pressed={props.value === segment.value}
            onClick={() => props.onChoose(segment.value)}
          >
            {segment.word}
            <Show when={segment.count !== undefined}>
              <span class="n">{number(segment.count ?? 0)}</span>
            </Show>
          </button>
        )}
      </For>
    </div>
  );
}
