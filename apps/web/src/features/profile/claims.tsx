import type { Profile } from "@gatehouse/core/profile";
import { For, Show } from "solid-js";
import { count } from "../../lib/format.ts";

/** Every claim as it arrived, by where it came from. */
export function Claims(props: { of: Profile }) {
  return (
    <section class="card" aria-labelledby="claims">
      <div class="card-head">
        <h2 id="claims">What arrived at your last sign-on</h2>
      </div>
      <Show
        when={props.of.arrived.length > 0}
        fallback={<p class="card-body text-muted">This sign-on says no more than who you are.</p>}
      >
        <div class="list">
          <For each={props.of.arrived}>
            {(part) => (
              <div class="card-body">
                <h3>
                  In the {part.source}: {count(part.claims.length, "claim")}
                </h3>
                <dl class="facts mt-2">
                  <For each={part.claims}>
                    {(claim) => (
                      <>
                        <dt class="font-mono">{claim.name}</dt>
                        <dd class="font-mono">{claim.value}</dd>
                      </>
                    )}
                  </For>
                </dl>
              </div>
            )}
          </For>
        </div>
      </Show>
    </section>
  );
}
