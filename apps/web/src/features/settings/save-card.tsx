import { useMutation } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { toast } from "../../lib/toast.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { type Preview, saveSettings } from "./queries.ts";
import type { UsedDraft } from "./use-draft.ts";

/** Saves the draft, with a word on why; says what still stands in the way. */
export function SaveCard(props: { draft: UsedDraft; preview: Preview | undefined }) {
  const save = useMutation(saveSettings);
  const [note, setNote] = createSignal("");
  const [lockOut, setLockOut] = createSignal(false);
  const locksOut = () => props.preview?.effect?.locksOut === true;
  const obstacle = () => {
    if (!props.draft.dirty()) return "Nothing is changed yet.";
    if (props.draft.overtaken()) return "Decide first what becomes of what the other editor saved.";
    if (props.preview?.text !== props.draft.text()) return "The effect is being worked out.";
    if (props.preview.effect === undefined) return "Settings with an error in them cannot be saved.";
    return locksOut() && !lockOut() ? "Say first that you mean to lock yourself out." : undefined;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const restores = props.draft.restores();
    const wanted = {
      text: props.draft.text(),
      mark: props.draft.base().mark,
      lockOut: locksOut() && lockOut(),
      ...(note().trim() && { note: note().trim() }),
      ...(restores !== undefined && { restores }),
    };
    save.mutate(wanted, {
      onSuccess: (now) => {
        props.draft.begin(now);
        setNote("");
        setLockOut(false);
        toast("The settings are saved. Every process follows within five seconds");
      },
    });
  };
  return (
    <form class="card" aria-label="Save" onSubmit={submit}>
      <div class="card-body grid gap-3">
        <label>
          <span class="label">Why? Kept with this version</span>
          <input
            class="input"
            maxlength="500"
            autocomplete="off"
            value={note()}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </label>
        <Show when={locksOut()}>
          <label class="check-label text-danger-text">
            <input
              type="checkbox"
              class="check"
              checked={lockOut()}
              onChange={(event) => setLockOut(event.currentTarget.checked)}
            />
            <span>I could not edit the settings any more, and mean it</span>
          </label>
        </Show>
        <Show when={props.draft.overtaken() ? undefined : save.error}>
          {(error) => <ErrorPlace error={error()} what="The settings were not saved" />}
        </Show>
      </div>
      <div class="card-foot">
        <button type="submit" class="btn btn-primary" disabled={save.isPending || obstacle() !== undefined}>
          Save the settings
        </button>
        <Show when={obstacle()}>{(why) => <span class="text-xs text-muted">{why()}</span>}</Show>
      </div>
    </form>
  );
}
