import type { Finding } from "@gatehouse/core/policy/lint/lint";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import Lightbulb from "lucide-solid/icons/lightbulb";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { count } from "../../lib/format.ts";

const ICONS = { error: CircleAlert, warning: TriangleAlert, suggestion: Lightbulb } as const;

/** What is to be said of a policy, by place: why, AWS's page, and the fix where it is certain. */
export function PolicyFindings(props: {
  findings: readonly Finding[];
  more: number;
  /** True while the text is another than the one that was checked: places and fixes are then not to be used. */
  stale: boolean;
  onGoTo: (finding: Finding) => void;
  onFix: (finding: Finding) => void;
}) {
  return (
    <section class="card" aria-label="Findings">
      <div class="card-head">
        <h2>
          <span role="status">{headline(props.findings)}</span>
        </h2>
        <Show when={props.stale}>
          <span class="ml-auto text-xs text-faint">checking</span>
        </Show>
      </div>
      <Show when={props.findings.length > 0} fallback={<Nothing />}>
        <ul class="list">
          <For each={props.findings}>
            {(finding) => (
              <li class={`policy-finding finding-${finding.severity}`}>
                <Dynamic component={ICONS[finding.severity]} />
                <div class="min-w-0">
                  <button
                    type="button"
                    class="link-button"
                    disabled={props.stale}
                    onClick={() => props.onGoTo(finding)}
                  >
                    <span class="sr-only">{finding.severity}, </span>Line {finding.at.from.line}, column{" "}
                    {finding.at.from.column}
                  </button>
                  <p class="wrap-anywhere">{finding.message}</p>
                  <p class="text-muted">
                    {finding.explains}{" "}
                    <a href={finding.see} target="_blank" rel="noopener">
                      AWS’s page
                    </a>
                  </p>
                  <Show when={finding.fix}>
                    <button
                      type="button"
                      class="btn btn-sm mt-1.5"
                      disabled={props.stale}
                      onClick={() => props.onFix(finding)}
                    >
                      Fix line {finding.at.from.line}
                    </button>
                  </Show>
                </div>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.more > 0}>
          <p class="card-foot">{count(props.more, "more finding")} not shown: mend these first.</p>
        </Show>
      </Show>
    </section>
  );
}

function Nothing() {
  return (
    <p class="card-body flex gap-2 text-muted">
      <CircleCheck class="text-success-text" /> No rule has anything to say of it.
    </p>
  );
}

function headline(findings: readonly Finding[]): string {
  const of = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const parts = (["error", "warning", "suggestion"] as const).flatMap((severity) =>
    of(severity) > 0 ? [count(of(severity), severity)] : [],
  );
  return parts.length === 0 ? "Nothing found" : parts.join(", ");
}
