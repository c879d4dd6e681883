import { For } from "solid-js";

const KEYS = [
  { keys: ["J", "K"], does: "move" },
  { keys: ["↵"], does: "sign in" },
  { keys: ["C"], does: "copy CLI command" },
  { keys: ["P"], does: "pin" },
  { keys: ["W"], does: "why" },
];

/** What the keys do on a row, at the foot of the list; the help dialog tells it to screen readers. */
export function RowKeys() {
  return (
    <span class="keys max-md:hidden" aria-hidden="true">
      <For each={KEYS}>
        {(key) => (
          <span>
            <For each={key.keys}>{(cap) => <kbd>{cap}</kbd>}</For> {key.does}
          </span>
        )}
      </For>
    </span>
  );
}
