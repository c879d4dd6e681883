import type { DiffLine } from "@gatehouse/core/settings/diff-lines";
import { For, Match, Show, Switch } from "solid-js";
import { count } from "../../lib/format.ts";
import { countChanges, foldDiff, type ShownLine } from "./fold-diff.ts";

const SIGNS = { same: " ", removed: "−", added: "+" } as const;
const WORDS = { same: "", removed: "Removed: ", added: "Added: " } as const;

/** Two texts compared line by line; what is the same far from any difference is folded. */
export function LineDiff(props: { lines: readonly DiffLine[]; label: string }) {
  const shown = () => foldDiff(props.lines);
  return (
    <Show when={countChanges(props.lines) > 0} fallback={<p class="card card-body text-muted">No line differs.</p>}>
      <div class="diff">
        {/* A region that scrolls must be reachable by keyboard. */}
        <div class="diff-scroll" tabindex="0" role="group" aria-label={props.label}>
          <table>
            <caption class="sr-only">{props.label}</caption>
            <tbody>
              <For each={shown()}>{(line) => <Line line={line} />}</For>
            </tbody>
          </table>
        </div>
      </div>
    </Show>
  );
}

function Line(props: { line: ShownLine }) {
  const folded = () => (props.line.kind === "folded" ? props.line : undefined);
  const whole = () => (props.line.kind === "folded" ? undefined : props.line);
  return (
    <Switch>
      <Match when={folded()}>
        {(fold) => (
          <tr class="fold">
            <td colspan="3">{count(fold().count, "line")} the same</td>
          </tr>
        )}
      </Match>
      <Match when={whole()}>
        {(line) => (
          <tr class={line().kind}>
            <td class="no">{line().number}</td>
            <td class="sign" aria-hidden="true">
              {SIGNS[line().kind]}
            </td>
            <td>
              <span class="sr-only">{WORDS[line().kind]}</span>
              {line().text}
            </td>
          </tr>
        )}
      </Match>
    </Switch>
  );
}
