import type { AuditEvent } from "@gatehouse/core/audit-event";
import { For, Show } from "solid-js";
import { Time } from "../../ui/time.tsx";
import { commandWords } from "./command-words.ts";

const BADGES: Record<AuditEvent["outcome"], string> = {
  done: "badge-line",
  attempted: "",
  refused: "badge-danger",
  failed: "badge-warning",
};

/** One event: who did what, how it went and why, from where, and when. */
export function EventRow(props: { event: AuditEvent }) {
  const actor = () => props.event.actor;
  const token = () => {
    const by = actor();
    return by.kind === "person" ? by.token?.name : undefined;
  };
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="squeeze event-what">
        {commandWords(props.event.command)}
        <Show when={props.event.target}>{(target) => <span class="sub font-mono break-all">{target()}</span>}</Show>
      </th>
      <td role="cell">
        <span class={`badge ${BADGES[props.event.outcome]}`}>{commandWords(props.event.outcome)}</span>
      </td>
      <td role="cell" class="wide event-who break-words" data-label="Who">
        {actor().name}
        <Show when={token()}>{(name) => <span class="sub">by the API token {name()}</span>}</Show>
        <Show when={actor().kind === "system"}>
          <span class="sub">Gatehouse itself</span>
        </Show>
      </td>
      <td role="cell" class="wide squeeze event-why text-muted" data-label="Because">
        <Because event={props.event} />
      </td>
      <td role="cell" class="tight text-muted" data-label="Address">
        <span class="font-mono" title={props.event.from?.agent ?? ""}>
          {props.event.from?.address ?? "here"}
        </span>
      </td>
      <td role="cell" class="tight text-muted" data-label="When">
        <Time at={props.event.at} />
      </td>
    </tr>
  );
}

function Because(props: { event: AuditEvent }) {
  const details = () => [
    ...Object.entries(props.event.details ?? {}),
    ...(props.event.from?.agent === undefined ? [] : [["agent", props.event.from.agent] as const]),
    ["id", props.event.id] as const,
    ["at", props.event.at] as const,
  ];
  return (
    <details class="event-more">
      <summary>{props.event.because ?? "Details"}</summary>
      <dl class="facts">
        <For each={details()}>
          {([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd class="font-mono text-xs">{value}</dd>
            </>
          )}
        </For>
      </dl>
    </details>
  );
}
