import { createEffect, For } from "solid-js";
import { visible } from "../../lib/visible.ts";
import type { Reason } from "./layer-step.tsx";

/** A document with the statement that decides marked in it, and brought into view. */
export function StatementShown(props: { name: string; text: string; reason: Reason }) {
  let box: HTMLPreElement | undefined;
  const lines = () => props.text.replace(/\n$/, "").split("\n");
  const isMarked = (line: number) => line >= props.reason.line && line <= props.reason.toLine;
  createEffect(() => {
    const first = box?.children[props.reason.line - 1];
    if (box && first instanceof HTMLElement) box.scrollTop = Math.max(0, first.offsetTop - 60);
  });
  return (
    <section class="card statement-shown" aria-label={`The document: ${props.name}`}>
      <div class="card-head">
        <h3>{visible(props.name)}</h3>
        <span class="ml-auto text-xs text-muted">statement {props.reason.statement}</span>
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      <pre tabindex="0" role="group" aria-label={`${props.name}, as JSON`} ref={(element) => (box = element)}>
        <For each={lines()}>
          {(text, index) => (
            <span class="line" classList={{ marked: isMarked(index() + 1) }}>
              <span class="no" aria-hidden="true">
                {index() + 1}
              </span>
              {visible(text)}
              {"\n"}
            </span>
          )}
        </For>
      </pre>
    </section>
  );
}
