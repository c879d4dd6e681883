import type { RoleExplanation } from "@gatehouse/core/access/explanation";
import Check from "lucide-solid/icons/check";
import CircleSlash from "lucide-solid/icons/circle-slash";
import Terminal from "lucide-solid/icons/terminal";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { EnvChip } from "../../ui/env-chip.tsx";
import { reasonSentence, ruleWords } from "./reason.ts";

const VERDICTS = {
  "console-and-cli": { word: "You may use it", badge: "badge-success", icon: Check },
  "cli-only": { word: "CLI only", badge: "badge-info", icon: Terminal },
  unusable: { word: "Can’t be used now", badge: "badge-warning", icon: TriangleAlert },
  "not-granted": { word: "Not granted to you", badge: "", icon: CircleSlash },
} as const;

const OTHERS = 12;

/** The answer for one role: the verdict, the rule, and who is granted it. */
export function ExplanationCard(props: { role: RoleExplanation }) {
  const verdict = () => VERDICTS[props.role.verdict];
  return (
    <article class="card">
      <div class="card-head flex-wrap">
        <h2>{props.role.name}</h2>
        <EnvChip of={props.role.environment} />
        <span class="text-muted">{props.role.accountName}</span>
        <span class="font-mono text-faint">{props.role.accountId}</span>
        <span class={`badge ml-auto ${verdict().badge}`}>
          <Dynamic component={verdict().icon} /> {verdict().word}
        </span>
      </div>
      <div class="card-body">
        <p class="text-base">{props.role.answer}</p>
        <p class="mt-1 font-mono text-xs break-all text-faint">{props.role.arn}</p>
        <Show when={props.role.because.length > 0}>
          <h3 class="mt-3">By these rules</h3>
          <ul class="text-muted">
            <For each={props.role.because}>{(because) => <li>{reasonSentence(because)}.</li>}</For>
          </ul>
        </Show>
        <Show when={props.role.grantedTo.length + props.role.grantedToPeople > 0}>
          <h3 class="mt-3">Granted to</h3>
          <ul class="mt-1 grid gap-1">
            <For each={props.role.grantedTo.slice(0, OTHERS)}>
              {(grant) => (
                <li class="text-muted">
                  <span class="thing">{grant.identity}</span> by {ruleWords(grant.rule)}
                  {grant.use === "cli-only" ? ", for the CLI alone" : ""}
                </li>
              )}
            </For>
          </ul>
          <Show when={props.role.grantedTo.length > OTHERS}>
            <p class="mt-1 text-muted">and {props.role.grantedTo.length - OTHERS} more</p>
          </Show>
          <Show when={props.role.grantedToPeople > 0}>
            <p class="mt-1 text-muted">{peopleSentence(props.role.grantedToPeople)}</p>
          </Show>
        </Show>
      </div>
    </article>
  );
}

function peopleSentence(count: number): string {
  return `${count === 1 ? "One person is" : `${count} people are`} granted it by name, which admins alone see.`;
}
