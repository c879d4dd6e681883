import Check from "lucide-solid/icons/check";
import { For, Show } from "solid-js";
import { toasts } from "../lib/toast.ts";

/** Says politely what one's own action did. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      <For each={toasts()}>
        {(toast) => (
          <div class="toast">
            <Check />
            <div class="min-w-0">
              {toast.text}
              <Show when={toast.code}>
                <code>{toast.code}</code>
              </Show>
            </div>
          </div>
        )}
      </For>
    </div>
  );
}
