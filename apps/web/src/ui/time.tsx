import { now } from "../lib/clock.ts";
import { exactTime, relativeTime } from "../lib/format.ts";

/** A time as people say it, kept true while the page is open; the exact time is on hover. */
export function Time(props: { at: string }) {
  return (
    <time datetime={props.at} title={exactTime(props.at)}>
      {relativeTime(props.at, now())}
    </time>
  );
}
