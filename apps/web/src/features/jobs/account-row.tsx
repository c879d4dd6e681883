import type { Outcome } from "@gatehouse/core/sync/run";
import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import Clock from "lucide-solid/icons/clock";
import Hand from "lucide-solid/icons/hand";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { count, duration, number } from "../../lib/format.ts";
import { EnvChip } from "../../ui/env-chip.tsx";
import { Time } from "../../ui/time.tsx";
import { STATE_WORDS, type AccountLine, type AccountState } from "./account-states.ts";

const BADGES: Record<AccountState, { icon: typeof Check; badge: string }> = {
  refused: { icon: Ban, badge: "badge-danger" },
  failed: { icon: CircleAlert, badge: "badge-danger" },
  held: { icon: Hand, badge: "badge-warning" },
  waiting: { icon: Clock, badge: "" },
  done: { icon: Check, badge: "badge-success" },
  skipped: { icon: CircleDashed, badge: "badge-line" },
  never: { icon: CircleDashed, badge: "" },
};

/** One account: its state, what the last reading found, and since when what is known is true. */
export function AccountRow(props: { line: AccountLine }) {
  const badge = () => BADGES[props.line.shown];
  const changed = () => changedIn(props.line.outcome);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span class="account-name">
          <EnvChip of={props.line.environment} />
          <span class="col-start-2 min-w-0 truncate" title={props.line.name}>
            {props.line.name}
            <span class="sub font-mono">{props.line.id}</span>
          </span>
        </span>
      </th>
      <td role="cell" class="tight">
        <span class={`badge ${badge().badge}`}>
          <Dynamic component={badge().icon} /> {STATE_WORDS[props.line.shown]}
        </span>
      </td>
      <td role="cell" class="wide text-muted">
        {said(props.line)}
      </td>
      <td role="cell" class="hide-narrow right">
        {number(props.line.roles)}
      </td>
      <td role="cell" class="hide-narrow right text-muted">
        {changed() === undefined ? "—" : number(changed() ?? 0)}
      </td>
      <td role="cell" class="hide-narrow right whitespace-nowrap text-muted">
        {props.line.tookMs === undefined ? "—" : duration(props.line.tookMs)}
      </td>
      <td role="cell" class="hide-narrow whitespace-nowrap text-muted">
        <Show when={props.line.asOf} fallback="—">
          {(at) => <Time at={at()} />}
        </Show>
      </td>
    </tr>
  );
}

function changedIn(outcome: Outcome | undefined): number | undefined {
  if (outcome?.state === "done") return outcome.changed + outcome.removed;
  return outcome?.state === "held" ? outcome.changed : undefined;
}

function said({ shown, outcome, throttled, state }: AccountLine): string {
  if (shown === "skipped") return `${state.toLowerCase().replaceAll("_", " ")} in AWS: kept, not read`;
  if (shown === "waiting") return "Its turn comes in this run";
  if (shown === "refused" || shown === "failed") return "Kept as it was";
  if (outcome?.state === "held") return `${count(outcome.wouldRemove, "removal")} held`;
  if (outcome?.state !== "done") return "Not read yet";
  const gone = outcome.removed > 0 ? `, ${number(outcome.removed)} gone` : "";
  return throttled > 0 ? `All read${gone}; AWS slowed us ${count(throttled, "time")}` : `All read${gone}`;
}
