import { Show } from "solid-js";
import { number } from "../../lib/format.ts";
import type { Linted } from "./queries.ts";

/** How much of AWS's limit a policy uses, as AWS counts it; old says that the text is another by now. */
export function Room(props: { room: Linted["room"]; old: boolean }) {
  const share = () => Math.min(100, (100 * props.room.used) / props.room.most);
  return (
    <div
      class="card card-body policy-room"
      classList={{ "policy-room-over": !props.room.fits, "answer-old": props.old }}
    >
      <p>
        <b>
          {number(props.room.used)} of {number(props.room.most)} {props.room.unit}
        </b>{" "}
        <span class="text-muted">
          {props.room.fits ? `${number(props.room.left)} left` : `${number(-props.room.left)} too many`}
        </span>
      </p>
      <div class="policy-bar" aria-hidden="true">
        <span style={{ width: `${share()}%` }} />
      </div>
      <p class="mt-1 text-xs text-faint">
        <a href={props.room.see} target="_blank" rel="noopener">
          AWS’s limit
        </a>{" "}
        for {props.room.of}
        <Show when={props.room.onRequest}>{(most) => <>; AWS raises it to {number(most())} on request</>}</Show>
      </p>
    </div>
  );
}
