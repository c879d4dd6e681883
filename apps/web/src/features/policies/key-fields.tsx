import { createSignal, Index, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { fitsAddress } from "../../lib/url-state.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { Segments } from "../../ui/segments.tsx";
import { KeyRow } from "./key-row.tsx";
import { type KnownKey, setKey, writeKeys } from "./known-keys.ts";
import { choices } from "./queries.ts";

const TYPING_MS = 200;

/** What is known of the request's condition keys: with values, absent, or nothing. */
export function KeyFields(props: {
  action: string;
  keys: readonly KnownKey[];
  rest: "absent" | "unknown";
  onKeys: (keys: KnownKey[]) => void;
  onRest: (rest: "absent" | "unknown") => void;
}) {
  const [typed, setTyped] = createSignal("");
  const settled = createSettled(typed, TYPING_MS);
  const offered = createQuery(() =>
    choices({ place: "condition-key", written: settled(), actions: props.action === "" ? [] : [props.action] }),
  );
  let fields: HTMLFieldSetElement | undefined;
  const add = (key: string) => {
    setTyped("");
    if (key.trim() === "") return;
    props.onKeys(setKey(props.keys, { key: key.trim(), values: [""] }));
    // What comes next is what the key is.
    fields?.querySelector<HTMLElement>("li:last-child input")?.focus();
  };
  return (
    <fieldset class="key-fields" ref={(element) => (fields = element)}>
      <legend class="label">In which context?</legend>
      <ul class="grid gap-2">
        {/* A row stays while what it says changes, so that the focus stays in it. */}
        <Index each={props.keys}>
          {(known, index) => (
            <KeyRow
              known={known()}
              onChange={(next) => props.onKeys(props.keys.map((one, at) => (at === index ? next : one)))}
              onRemove={() => {
                props.onKeys(props.keys.filter((_, at) => at !== index));
                // The row is gone, or another's by now.
                fields?.querySelector<HTMLElement>("[role=combobox]")?.focus();
              }}
            />
          )}
        </Index>
      </ul>
      <form
        class="key-add"
        onSubmit={(event) => {
          event.preventDefault();
          add(typed());
        }}
      >
        <Combobox
          label="A condition key that is known"
          value={typed()}
          hint="aws:SourceVpce"
          mono
          choices={(offered.data?.choices ?? []).map(({ label, insert = label, detail }) => ({
            value: insert,
            label,
            detail,
          }))}
          onInput={setTyped}
          onChoose={(value) => (value.endsWith("/") || value.endsWith(":") ? setTyped(value) : add(value))}
        />
        <button type="submit" class="btn">
          Add the key
        </button>
      </form>
      <div class="key-rest">
        <span>{props.keys.length > 0 ? "Every other key is" : "Every key is"}</span>
        <Segments
          label="What every other key is"
          all={[
            { value: "unknown" as const, word: "unknown" },
            { value: "absent" as const, word: "absent" },
          ]}
          value={props.rest}
          onChoose={props.onRest}
        />
      </div>
      <Show when={!fitsAddress(writeKeys(props.keys))}>
        <p class="text-xs text-muted" role="status">
          So much has no room in the address: it is gone after a reload, and a link to this page lacks it.
        </p>
      </Show>
      <Show when={props.rest === "absent"}>
        <p class="text-xs text-muted">
          A real request carries keys that AWS fills in, such as aws:CurrentTime and aws:SecureTransport.
        </p>
      </Show>
    </fieldset>
  );
}
