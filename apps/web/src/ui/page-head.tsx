import { Show, type JSX } from "solid-js";

/** The name of a page and the one line that sums it up. */
export function PageHead(props: { title: string; lede?: JSX.Element; children?: JSX.Element }) {
  return (
    <div class="page-head">
      <div>
        <h1>{props.title}</h1>
        <Show when={props.lede}>
          <p class="lede">{props.lede}</p>
        </Show>
      </div>
      <Show when={props.children}>
        <div class="actions">{props.children}</div>
      </Show>
    </div>
  );
}
