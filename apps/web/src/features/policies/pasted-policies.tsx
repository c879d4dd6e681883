import { createSignal, For, Show } from "solid-js";
import { PolicyEditor } from "../../ui/policy-editor/policy-editor.tsx";
import { POLICY_HELPER } from "./queries.ts";
import { PASTED, type Pasted, type PastedKind } from "./question.ts";

/** Policies that Gatehouse did not read, or that are not there yet: pasted, they take part in the answer. */
export function PastedPolicies(props: {
  pasted: Pasted;
  /** A role of the estate brings its own boundary. */
  withBoundary: boolean;
  onPaste: (kind: PastedKind, text: string | undefined) => void;
}) {
  const [chosen, setChosen] = createSignal<PastedKind>();
  // The keyboard follows what was asked for: into the new editor, or to where another is added.
  const [added, setAdded] = createSignal<PastedKind>();
  let add: HTMLButtonElement | undefined;
  const kinds = () => PASTED.filter(({ kind }) => kind !== "boundary" || props.withBoundary);
  const open = () => kinds().filter(({ kind }) => props.pasted[kind] !== undefined);
  const left = () => kinds().filter(({ kind }) => props.pasted[kind] === undefined);
  return (
    <div class="pasted">
      <For each={open()}>
        {({ kind, word }) => (
          <div>
            <div class="pasted-head">
              <b>{word}</b>
              <button
                type="button"
                class="btn btn-ghost btn-sm"
                onClick={() => {
                  props.onPaste(kind, undefined);
                  add?.focus();
                }}
              >
                Leave it out<span class="sr-only">: {word}</span>
              </button>
            </div>
            <PolicyEditor
              small
              takesFocus={added() === kind}
              text={props.pasted[kind] ?? ""}
              label={word}
              helper={POLICY_HELPER}
              onText={(text) => props.onPaste(kind, text)}
            />
          </div>
        )}
      </For>
      <Show when={left().length > 0}>
        <div class="pasted-add">
          <label class="select">
            <span>Add a</span>
            <select
              value={chosen() ?? left()[0]?.kind}
              onChange={(event) => setChosen(left().find(({ kind }) => kind === event.currentTarget.value)?.kind)}
            >
              <For each={left()}>{({ kind, word }) => <option value={kind}>{word}</option>}</For>
            </select>
          </label>
          <button
            type="button"
            class="btn"
            ref={(element) => (add = element)}
            onClick={() => {
              const kind = left().find((one) => one.kind === chosen())?.kind ?? left()[0]?.kind;
              setAdded(kind);
              if (kind) props.onPaste(kind, "");
            }}
          >
            Paste it
          </button>
        </div>
      </Show>
    </div>
  );
}
