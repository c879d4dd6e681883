import type { TokenLine } from "@gatehouse/core/api-token";
import { createSignal, For, Show } from "solid-js";
import { Time } from "../../ui/time.tsx";

const STATES = {
  live: { word: "Live", badge: "badge-success" },
  expired: { word: "Expired", badge: "badge-line" },
  revoked: { word: "Revoked", badge: "badge-line" },
} as const;

/** One token: how it stands, what it may do, when and from where it was last used. */
export function TokenRow(props: { token: TokenLine; busy: boolean; onRevoke: () => void }) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {props.token.name}
        <span class="sub font-mono">gth_{props.token.id}_…</span>
      </th>
      <td role="cell">
        <span class={`badge ${STATES[props.token.state].badge}`}>{STATES[props.token.state].word}</span>
      </td>
      <td role="cell" class="wide text-muted" data-label="May">
        <Scopes scopes={props.token.scopes} />
      </td>
      <td role="cell" class="text-muted" data-label="Last used">
        <Show when={props.token.usedAt} fallback="Never">
          {(at) => <Time at={at()} />}
        </Show>
        <Show when={props.token.usedFrom}>{(from) => <span class="sub font-mono">{from()}</span>}</Show>
      </td>
      <td role="cell" class="text-muted" data-label="Expires">
        <Time at={props.token.expiresAt} />
      </td>
      <td role="cell" class="actions actions-last">
        <Show when={props.token.state === "live"}>
          <Revoke name={props.token.name} busy={props.busy} onRevoke={() => props.onRevoke()} />
        </Show>
      </td>
    </tr>
  );
}

function Scopes(props: { scopes: string[] }) {
  return (
    <span class="granted">
      <For each={props.scopes}>{(scope) => <span class="thing">{scope}</span>}</For>
    </span>
  );
}

/** One press asks, the next revokes. */
function Revoke(props: { name: string; busy: boolean; onRevoke: () => void }) {
  const [asked, setAsked] = createSignal(false);
  return (
    <button
      type="button"
      class="btn btn-sm"
      classList={{ "btn-danger": asked() }}
      disabled={props.busy}
      onClick={() => (asked() ? props.onRevoke() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {asked() ? "Revoke for good?" : "Revoke"} <span class="sr-only">{props.name}</span>
    </button>
  );
}
