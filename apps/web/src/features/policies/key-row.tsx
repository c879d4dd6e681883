import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import type { KnownKey } from "./known-keys.ts";

/** What is said of one condition key of the request. */
export function KeyRow(props: { known: KnownKey; onChange: (known: KnownKey) => void; onRemove: () => void }) {
  const values = () => (props.known.values === "absent" ? "" : props.known.values.join(", "));
  return (
    <li class="key-row">
      <code class="thing">{props.known.key}</code>
      <label class="select">
        <span class="sr-only">State of {props.known.key}</span>
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
          aria-label={`Values of ${props.known.key}, with commas between`}
          autocomplete="off"
          spellcheck={false}
          value={values()}
          onChange={(event) =>
            props.onChange({
              key: props.known.key,
              values: event.currentTarget.value.split(",").map((value) => value.trim()),
            })
          }
        />
      </Show>
      <button
        type="button"
        class="btn btn-ghost btn-icon"
        aria-label={`Forget ${props.known.key}: it is unknown again`}
        onClick={() => props.onRemove()}
      >
        <X />
      </button>
    </li>
  );
}
