import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { Popover } from "../../ui/popover.tsx";
import { Time } from "../../ui/time.tsx";
import { reasonSentence } from "./reason.ts";

/** Each rule that grants the role to the person, and as of when that is true. */
export function WhyPopover(props: { role: EligibleRole; anchor: HTMLElement; onClose: () => void }) {
  return (
    <Popover anchor={props.anchor} label={`Why you see ${props.role.name}`} onClose={props.onClose}>
      <p class="font-medium">Why you see {props.role.name}</p>
      <ul class="mt-1 text-muted">
        <For each={props.role.because}>{(because) => <li>{reasonSentence(because)}.</li>}</For>
      </ul>
      <p class="mt-2 text-xs break-all text-faint">{props.role.arn}</p>
      <p class="mt-2 text-xs text-muted">
        <Show when={props.role.asOf}>
          {(at) => (
            <>
              As of <Time at={at()} />.{" "}
            </>
          )}
        </Show>
        <A href={`/why?q=${encodeURIComponent(props.role.arn)}`}>Who else may use it</A>
      </p>
    </Popover>
  );
}
