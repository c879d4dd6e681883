import { diffLines } from "@gatehouse/core/settings/diff-lines";
import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { Segments } from "../../ui/segments.tsx";
import { EffectCard } from "./effect-card.tsx";
import { FindingsCard } from "./findings-card.tsx";
import { countChanges } from "./fold-diff.ts";
import { HistoryView } from "./history-view.tsx";
import { LineDiff } from "./line-diff.tsx";
import { OvertakenCard } from "./overtaken-card.tsx";
import { type SettingsNow, settingsPreview } from "./queries.ts";
import { SaveCard } from "./save-card.tsx";
import { useDraft } from "./use-draft.ts";
import { type Place, YamlEditor } from "./yaml-editor.tsx";

const TYPING_MS = 500;

/** Where the settings are edited: the text, what is to be said of it, its effect, its changes, its history. */
export function SettingsDesk(props: { now: SettingsNow }) {
  const draft = useDraft(() => props.now);
  const [view, setView] = createUrlState("view");
  const [place, setPlace] = createSignal<Place>();
  const settled = createSettled(draft.text, TYPING_MS);
  const preview = createQuery(() => settingsPreview(settled(), draft.dirty() && props.now.mayEdit.allowed));
  const changes = createMemo(() => diffLines(draft.base().text, draft.text()));
  const findings = () => (draft.dirty() ? (preview.data?.findings ?? []) : props.now.findings);
  const goTo = (to: Place) => {
    setView("");
    setPlace({ line: to.line, column: to.column });
  };
  return (
    <>
      <Show when={draft.overtaken()}>
        <OvertakenCard now={props.now} draft={draft} />
      </Show>
      <div class="filters">
        <Segments
          label="View"
          all={[
            { value: "", word: "Edit" },
            { value: "changes", word: "Changes", count: countChanges(changes()) },
            { value: "history", word: "History" },
          ]}
          value={view()}
          onChoose={setView}
        />
        <Show when={draft.dirty()}>
          <button type="button" class="btn btn-ghost ml-auto" onClick={() => draft.begin(props.now)}>
            Forget my changes
          </button>
        </Show>
      </div>
      <div class="desk">
        <div class="min-w-0">
          <Switch
            fallback={
              <YamlEditor
                text={draft.text()}
                label="The settings, as YAML"
                readOnly={!props.now.mayEdit.allowed}
                findings={findings()}
                place={place()}
                onText={draft.type}
              />
            }
          >
            <Match when={view() === "changes"}>
              <LineDiff lines={changes()} label="What you changed" />
            </Match>
            <Match when={view() === "history"}>
              <HistoryView
                now={props.now}
                onBringBack={(version) => {
                  draft.bringBack(version);
                  setView("");
                }}
              />
            </Match>
          </Switch>
        </div>
        <aside class="rail" aria-label="What saving would do">
          <FindingsCard findings={findings()} onGoTo={goTo} />
          <Show when={props.now.mayEdit.allowed} fallback={<ReadOnly because={props.now.mayEdit.because} />}>
            <Show when={draft.dirty() ? preview.error : null}>
              {(error) => (
                <ErrorPlace error={error()} retry={() => preview.refetch()} what="The effect could not be worked out" />
              )}
            </Show>
            <Show when={draft.dirty() ? preview.data?.effect : undefined}>
              {(effect) => <EffectCard effect={effect()} stale={preview.data?.stale} />}
            </Show>
            <SaveCard draft={draft} preview={preview.data} />
          </Show>
        </aside>
      </div>
    </>
  );
}

function ReadOnly(props: { because: string }) {
  return <p class="card card-body text-muted">You read these settings and cannot change them: {props.because}.</p>;
}
