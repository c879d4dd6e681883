import { For, Show } from "solid-js";
import type { Compared } from "./queries.ts";

/** What one side can do and the other cannot: in words, and on demand as data. */
export function ComparedSide(props: { name: string; other: string; access: Compared["onlyFirst"] }) {
  return (
    <section class="card" aria-label={`Only ${props.name}`}>
      <div class="card-head">
        <h3>Only {props.name}</h3>
      </div>
      <ul class="list">
        <For each={props.access} fallback={<li class="card-body text-muted">Nothing that {props.other} cannot do.</li>}>
          {(access) => (
            <li class="compared">
              <details>
                <summary>
                  <span class="badge">{access.level}</span> <span class="wrap-anywhere">{access.words}</span>
                </summary>
                <p class="mt-2 wrap-anywhere font-mono text-xs">{access.actions.join(", ")}</p>
                <p class="mt-2 wrap-anywhere font-mono text-xs">on {access.resources.join(", ")}</p>
                <For each={access.because}>
                  {({ name, statement, sid }) => (
                    <p class="mt-1 text-xs text-muted">
                      Allowed by {name}, statement {statement}
                      <Show when={sid}> “{sid}”</Show>
                    </p>
                  )}
                </For>
              </details>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
