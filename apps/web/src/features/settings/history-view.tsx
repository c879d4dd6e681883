import { diffLines } from "@gatehouse/core/settings/diff-lines";
import { createSignal, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { exactTime } from "../../lib/format.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { LineDiff } from "./line-diff.tsx";
import { type SettingsNow, type SettingsVersion, settingsVersion, settingsVersions } from "./queries.ts";

type BringBack = (version: { id: string; text: string }) => void;

/** Every version before the one in force, with what it would change and the way back to it. */
export function HistoryView(props: { now: SettingsNow; onBringBack: BringBack }) {
  const versions = createQuery(settingsVersions);
  const [opened, setOpened] = createSignal<string>();
  return (
    <Loaded query={versions} skeleton={<TableSkeleton rows={5} />} what="The history could not be read">
      {(all) => (
        <Show when={all().length > 0} fallback={<NoVersion now={props.now} />}>
          <ul class="answers">
            <For each={all()}>
              {(version) => (
                <li>
                  <Version
                    version={version}
                    now={props.now}
                    open={opened() === version.id}
                    onOpen={() => setOpened((before) => (before === version.id ? undefined : version.id))}
                    onBringBack={props.onBringBack}
                  />
                </li>
              )}
            </For>
          </ul>
        </Show>
      )}
    </Loaded>
  );
}

function NoVersion(props: { now: SettingsNow }) {
  return (
    <p class="card card-body text-muted">
      {props.now.saved ? "There is no version before the one in force." : "Nobody has saved settings yet."}
    </p>
  );
}

function Version(props: {
  version: SettingsVersion;
  now: SettingsNow;
  open: boolean;
  onOpen: () => void;
  onBringBack: BringBack;
}) {
  return (
    <section class="card" aria-label={`Version of ${props.version.savedBy}, ${exactTime(props.version.savedAt)}`}>
      <div class="card-head flex-wrap">
        <h2>{props.version.savedBy}</h2>
        <span class="text-muted">
          <Time at={props.version.savedAt} />
        </span>
        <Show when={props.version.note}>{(note) => <span class="text-muted break-words">“{note()}”</span>}</Show>
        <button type="button" class="btn btn-sm ml-auto" aria-expanded={props.open} onClick={() => props.onOpen()}>
          {props.open ? "Close" : "Compare with now"}
        </button>
      </div>
      <Show when={props.open}>
        <Comparison id={props.version.id} now={props.now} onBringBack={props.onBringBack} />
      </Show>
    </section>
  );
}

function Comparison(props: { id: string; now: SettingsNow; onBringBack: BringBack }) {
  const version = createQuery(() => settingsVersion(props.id));
  return (
    <div class="card-body grid gap-3">
      <Loaded query={version} skeleton={<TableSkeleton rows={3} />} what="This version could not be read">
        {(old) => (
          <>
            <p class="text-muted">What bringing this version back would change:</p>
            <LineDiff lines={diffLines(props.now.text, old().text)} label="What bringing it back would change" />
            <Show when={props.now.mayEdit.allowed}>
              <div>
                <button type="button" class="btn" onClick={() => props.onBringBack({ id: old().id, text: old().text })}>
                  Bring this version back
                </button>
                <span class="ml-2 text-xs text-muted">It comes into the editor first, with its effect.</span>
              </div>
            </Show>
          </>
        )}
      </Loaded>
    </div>
  );
}
