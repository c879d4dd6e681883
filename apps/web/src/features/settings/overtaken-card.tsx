import { diffLines } from "@gatehouse/core/settings/diff-lines";
import UsersRound from "lucide-solid/icons/users-round";
import { Show } from "solid-js";
import { Time } from "../../ui/time.tsx";
import { LineDiff } from "./line-diff.tsx";
import type { SettingsNow } from "./queries.ts";
import type { UsedDraft } from "./use-draft.ts";

/** Somebody else saved first: who, when and what; what was typed here stays until its editor decides. */
export function OvertakenCard(props: { now: SettingsNow; draft: UsedDraft }) {
  return (
    <section class="card alarm alarm-warning mb-3" role="alert" aria-label="Somebody else saved first">
      <div class="card-head">
        <UsersRound />
        <h2>{props.now.saved?.savedBy ?? "Somebody"} saved the settings first</h2>
        <Show when={props.now.saved}>
          {(saved) => (
            <span class="ml-auto text-xs text-muted">
              <Time at={saved().savedAt} />
            </span>
          )}
        </Show>
      </div>
      <div class="card-body grid gap-3">
        <p>
          What you typed is still below, and nothing of it is saved. This is what they changed since you began to edit:
        </p>
        <LineDiff lines={diffLines(props.draft.base().text, props.now.text)} label="What the other editor changed" />
      </div>
      <div class="card-foot">
        <button type="button" class="btn" onClick={() => props.draft.keepMine()}>
          Keep what I typed
        </button>
        <button type="button" class="btn" onClick={() => props.draft.begin(props.now)}>
          Take theirs, forget mine
        </button>
        <span class="text-xs text-muted">
          Keeping yours leaves out what they changed, unless you type it in. “Changes” shows both.
        </span>
      </div>
    </section>
  );
}
