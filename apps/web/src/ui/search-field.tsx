import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { useKeys } from "../lib/keyboard.ts";

/** A field that filters as one types: "/" goes to it, Escape empties it, the arrow down leaves it for the list. */
export function SearchField(props: {
  label: string;
  hint: string;
  value: string;
  onInput: (text: string) => void;
  onDown?: () => void;
}) {
  let field: HTMLInputElement | undefined;
  useKeys(() => ({ "/": () => field?.focus() }));
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && props.value) {
      event.preventDefault();
      props.onInput("");
    }
    if (event.key === "ArrowDown" && props.onDown) {
      event.preventDefault();
      props.onDown();
    }
  };
  return (
    <div class="search">
      <Search />
      <input
        ref={(element) => (field = element)}
        class="input"
        type="search"
        aria-label={props.label}
        aria-keyshortcuts="/"
        placeholder={props.hint}
        autocomplete="off"
        spellcheck={false}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={press}
      />
      <Show when={props.value} fallback={<kbd aria-hidden="true">/</kbd>}>
        <button
          type="button"
          aria-label="Clear the filter"
          onClick={() => {
            props.onInput("");
            field?.focus();
          }}
        >
          <X class="size-3.5" />
        </button>
      </Show>
    </div>
  );
}
