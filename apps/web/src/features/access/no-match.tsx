import { A } from "@solidjs/router";
import SearchX from "lucide-solid/icons/search-x";
import { Show } from "solid-js";
import { count } from "../../lib/format.ts";

/** Says what was looked for among what, and what one can do about finding nothing. */
export function NoMatch(props: { text: string; of: number; onClear: () => void }) {
  return (
    <div class="empty">
      <SearchX />
      <h3>
        <Show when={props.text} fallback="None of your roles is in this environment">
          None of your roles matches “{props.text}”
        </Show>
      </h3>
      <p>Looked at the names, accounts, ids and descriptions of {count(props.of, "role")}.</p>
      <div class="flex flex-wrap justify-center gap-2">
        <button type="button" class="btn" onClick={() => props.onClear()}>
          Clear the filter
        </button>
        <Show when={props.text}>
          <A class="btn" href={`/why?q=${encodeURIComponent(props.text)}`}>
            Why can’t I use it?
          </A>
        </Show>
      </div>
    </div>
  );
}
