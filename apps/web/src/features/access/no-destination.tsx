import { Show } from "solid-js";
import { Alone } from "../../ui/alone.tsx";
import type { Asked } from "./deep-link.ts";

/** The link names a destination that is not AWS's console: nothing was opened, and the way without it is offered. */
export function NoDestination(props: { asked: Asked; problem: string }) {
  const without = () => {
    const region = props.asked.region ? `?r=${encodeURIComponent(props.asked.region)}` : "";
    return `/role/${encodeURI(props.asked.query)}${region}`;
  };
  return (
    <Alone title="This link leads elsewhere">
      <h1 class="alone-title">This link leads out of the AWS console</h1>
      <p class="alone-lede" role="alert">
        {props.problem} No session was issued.
      </p>
      <Show when={props.asked.redirect}>
        <pre class="said" tabindex="0" role="group" aria-label="The destination in the link">
          {props.asked.redirect}
        </pre>
      </Show>
      <div class="alone-actions">
        <a class="btn btn-lg" href="/">
          Go to your roles
        </a>
        <a class="btn btn-primary btn-lg" href={without()}>
          Sign in at the console’s home
        </a>
      </div>
    </Alone>
  );
}
