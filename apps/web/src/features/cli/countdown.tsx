import { createSignal, onCleanup } from "solid-js";
import { duration } from "../../lib/format.ts";

const SECOND = 1000;
const WHOLE_MS = 120 * SECOND;

/** How many milliseconds are left until a time, each second anew; never less than none. */
export function useCountdown(until: () => string): () => number {
  const left = () => Math.max(0, Date.parse(until()) - Date.now());
  const [ms, setMs] = createSignal(left());
  const timer = setInterval(() => setMs(left()), SECOND);
  onCleanup(() => clearInterval(timer));
  return ms;
}

/** The time that is left to answer, as a bar with its words beside it. */
export function Countdown(props: { left: number }) {
  const words = () => duration(Math.floor(props.left / SECOND) * SECOND);
  return (
    <div class="expire">
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (props.left / WHOLE_MS) * 100)}%` }} />
      </span>
      <span class="expire-words">{props.left > 0 ? `Expires in ${words()}` : "Expired. Run the command again."}</span>
    </div>
  );
}
