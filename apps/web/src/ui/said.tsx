import { Show } from "solid-js";

/** AWS's own words, with the call they answer and the request's id where they are known. */
export function Said(props: { words: string; call?: string | undefined; requestId?: string | undefined }) {
  return (
    <div>
      <p class="mb-1.5 text-xs text-faint">{props.call ? `AWS said, to ${props.call}` : "AWS said"}</p>
      {/* A region that scrolls must be reachable by keyboard. */}
      <pre class="said" tabindex="0" role="group" aria-label="Error from AWS">
        {props.words}
      </pre>
      <Show when={props.requestId}>
        {(id) => (
          <p class="mt-1.5 text-xs text-muted">
            Request id <span class="font-mono">{id()}</span>
          </p>
        )}
      </Show>
    </div>
  );
}
