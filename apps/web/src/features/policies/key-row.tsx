import X from "lucide-solid/icons/x";
import { createEffect, createSignal, on, Show } from "solid-js";
import { visible } from "../../lib/visible.ts";
import type { KnownKey } from "./known-keys.ts";

/** What is said of one condition key of the request; each letter is said at once, so that no answer is of what stood there before. */
export function KeyRow(props: { known: KnownKey; onChange: (known: KnownKey) => void; onRemove: () => void }) {
  const said = () => (props.known.values === "absent" ? [] : props.known.values);
  const [typed, setTyped] = createSignal(said().join(", "));
  // A comma that was just typed stays, though it says nothing yet; what comes from elsewhere is shown as it is.
  createEffect(
    on(said, (values) => valuesOf(typed()).join() === values.join() || setTyped(values.join(", ")), { defer: true }),
  );
  const key = () => visible(props.known.key);
  return (
    <li class="key-row">
      <code class="thing">{key()}</code>
      <label class="select">
        <span class="sr-only">State of {key()}</span>
        <select
          value={props.known.values === "absent" ? "absent" : "known"}
          onChange={(event) =>
            props.onChange({ key: props.known.key, values: event.currentTarget.value === "absent" ? "absent" : [""] })
          }
        >
          <option value="known">is</option>
          <option value="absent">is absent</option>
        </select>
      </label>
      <Show when={props.known.values !== "absent"}>
        <input
          class="input font-mono"
          aria-label={`Values of ${key()}, with commas between`}
          autocomplete="off"
          spellcheck={false}
          value={typed()}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            props.onChange({ key: props.known.key, values: valuesOf(event.currentTarget.value) });
          }}
        />
      </Show>
      <button
        type="button"
        class="btn btn-ghost btn-icon"
        aria-label={`Forget ${key()}: it is unknown again`}
        onClick={() => props.onRemove()}
      >
        <X />
      </button>
    </li>
  );
}

function valuesOf(text: string): string[] {
  const values = text
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
  return values.length === 0 ? [""] : values;
}
