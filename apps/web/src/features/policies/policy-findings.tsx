import type { Finding } from "@gatehouse/core/policy/lint/lint";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import Lightbulb from "lucide-solid/icons/lightbulb";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { count } from "../../lib/format.ts";
import { visible } from "../../lib/visible.ts";

const ICONS = { error: CircleAlert, warning: TriangleAlert, suggestion: Lightbulb } as const;

/** Whether findings are those of the text that stands there now; only then may their places and fixes be used. */
export type Standing = "current" | "checking" | "offline" | "failed";

/** What is to be said of a policy, by place: why, AWS's page, and the fix where it is certain. */
export function PolicyFindings(props: {
  findings: readonly Finding[];
  more: number;
  standing: Standing;
  onGoTo: (finding: Finding) => void;
  onFix: (finding: Finding) => void;
}) {
  const stale = () => props.standing !== "current";
  return (
    <section class="card" aria-label="Findings" aria-busy={props.standing === "checking"}>
      <div class="card-head">
        <h2>
          <span role="status">{headline(props.findings, props.standing)}</span>
        </h2>
        <Show when={stale() && props.findings.length > 0}>
          <span class="ml-auto text-xs text-faint">
            {props.standing === "checking" ? "checking" : "of the text before"}
          </span>
        </Show>
      </div>
      <Show when={props.findings.length > 0} fallback={<Nothing standing={props.standing} />}>
        <ul class="list" classList={{ "answer-old": stale() }}>
          <For each={props.findings}>
            {(finding) => (
              <li class={`policy-finding finding-${finding.severity}`}>
                <Dynamic component={ICONS[finding.severity]} />
                <div class="min-w-0">
                  <button type="button" class="link-button" disabled={stale()} onClick={() => props.onGoTo(finding)}>
                    <span class="sr-only">{finding.severity}, </span>Line {finding.at.from.line}, column{" "}
                    {finding.at.from.column}
                  </button>
                  <p class="wrap-anywhere">{visible(finding.message)}</p>
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
                      disabled={stale()}
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

const UNCHECKED: Readonly<Record<Standing, string>> = {
  current: "",
  checking: "The policy is being checked.",
  offline: "You are offline. The policy is checked once you are connected.",
  failed: "Whether anything is to be said of this text is not known.",
};

function Nothing(props: { standing: Standing }) {
  return (
    <p class="card-body flex gap-2 text-muted">
      <Show when={props.standing === "current"} fallback={UNCHECKED[props.standing]}>
        <NothingFound />
      </Show>
    </p>
  );
}

function NothingFound() {
  return (
    <>
      <CircleCheck class="text-success-text" /> No rule has anything to say of it.
    </>
  );
}

function headline(findings: readonly Finding[], standing: Standing): string {
  if (standing === "offline") return "Not checked: offline";
  if (standing === "failed") return "Not checked";
  const of = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const parts = (["error", "warning", "suggestion"] as const).flatMap((severity) =>
    of(severity) > 0 ? [count(of(severity), severity)] : [],
  );
  if (parts.length > 0) return parts.join(", ");
  return standing === "checking" ? "Checking" : "Nothing found";
}
