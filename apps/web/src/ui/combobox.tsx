import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";

export type ComboboxChoice = { value: string; label: string; detail?: string | undefined };

/** A field that takes any text and offers some: arrows choose, Enter takes that one or the only one, Escape closes. */
export function Combobox(props: {
  label: string;
  value: string;
  hint?: string;
  mono?: boolean;
  choices: readonly ComboboxChoice[];
  /** Said below the choices, e.g. that there are more, or in their place. */
  foot?: string | undefined;
  onInput: (text: string) => void;
  onChoose: (value: string) => void;
}) {
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const [at, setAt] = createSignal(-1);
  // Choices come after the text: those that the text has left behind must not be taken in haste.
  const choices = createMemo(() => {
    const words = props.value.toLowerCase().split(/\s+/);
    return props.choices.filter(({ value, label, detail = "" }) => {
      const searched = `${value} ${label} ${detail}`.toLowerCase();
      return words.every((word) => searched.includes(word));
    });
  });
  const shown = () => open() && choices().length > 0;
  const footShown = () => open() && Boolean(props.foot);
  /** What Enter takes where no arrow has chosen: the only choice, or the one that is written out. */
  const meant = () => (choices().length === 1 ? choices()[0] : choices().find(({ value }) => value === props.value));
  const optionId = (index: number) => `${id}-${index}`;
  const choose = (choice: ComboboxChoice | undefined) => {
    if (choice === undefined) return;
    setOpen(false);
    props.onChoose(choice.value);
  };
  const move = (step: number) => {
    const { length } = choices();
    setAt((index) => (open() && length > 0 ? (index + step + length) % length : Math.max(0, index)));
    setOpen(true);
    document.getElementById(optionId(at()))?.scrollIntoView({ block: "nearest" });
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && shown() && (at() >= 0 || meant())) choose(at() >= 0 ? choices()[at()] : meant());
    else if (event.key === "Escape" && (shown() || footShown())) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div class="combobox">
      <label class="label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="input"
        classList={{ "font-mono": props.mono === true }}
        role="combobox"
        aria-expanded={shown()}
        aria-controls={shown() ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown() && at() >= 0 ? optionId(at()) : undefined}
        placeholder={props.hint ?? ""}
        autocomplete="off"
        spellcheck={false}
        value={props.value}
        onInput={(event) => {
          setOpen(true);
          setAt(-1);
          props.onInput(event.currentTarget.value);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={press}
        onBlur={() => setOpen(false)}
      />
      <Show when={shown() || footShown()}>
        <div class="combobox-list">
          <div class="combobox-options" hidden={!shown()} id={`${id}-list`} role="listbox" aria-label={props.label}>
            <For each={choices()}>
              {(choice, index) => (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
                <div
                  class="combobox-option"
                  tabindex="-1"
                  role="option"
                  id={optionId(index())}
                  aria-selected={at() === index()}
                  // A press must not take the focus from the field before the click comes.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(choice)}
                >
                  <span class="truncate">{choice.label}</span>
                  <Show when={choice.detail}>
                    <small class="truncate">{choice.detail}</small>
                  </Show>
                </div>
              )}
            </For>
          </div>
          <Show when={props.foot}>
            <p role="status">{props.foot}</p>
          </Show>
        </div>
      </Show>
    </div>
  );
}
