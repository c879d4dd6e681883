import type { SettingsFinding } from "@gatehouse/core/settings/finding";
import CircleAlert from "lucide-solid/icons/circle-alert";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { count, sentence } from "../../lib/format.ts";
import type { Place } from "./yaml-editor.tsx";

const ICONS = { error: CircleAlert, warning: TriangleAlert } as const;

/** What is to be said of the text, line by line; each leads to its place. */
export function FindingsCard(props: { findings: readonly SettingsFinding[]; onGoTo: (place: Place) => void }) {
  const errors = () => props.findings.filter(({ severity }) => severity === "error").length;
  return (
    <Show when={props.findings.length > 0}>
      <section class="card" classList={{ "alarm alarm-danger": errors() > 0 }} aria-label="Findings">
        <div class="card-head">
          <h2>{headline(errors(), props.findings.length - errors())}</h2>
        </div>
        <ul class="list">
          <For each={props.findings}>
            {(finding) => (
              <li>
                <button
                  type="button"
                  class={`finding finding-${finding.severity}`}
                  onClick={() => props.onGoTo(finding)}
                >
                  <Dynamic component={ICONS[finding.severity]} />
                  <span>
                    <b>
                      <span class="sr-only">{finding.severity}, </span>Line {finding.line}, column {finding.column}
                    </b>
                    <Show when={finding.key}>
                      {(key) => <span class="block font-mono text-xs break-all">{key()}</span>}
                    </Show>
                    {sentence(finding.message)}
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function headline(errors: number, warnings: number): string {
  if (errors === 0) return count(warnings, "warning");
  return warnings === 0 ? count(errors, "error") : `${count(errors, "error")}, ${count(warnings, "warning")}`;
}
