import { createEffect, on, onCleanup, onMount } from "solid-js";
import type { PolicyEditorProps } from "./policy-editor.tsx";
import { createPolicyView } from "./policy-view.ts";

/** The editor with colours, marks, choices and help; it is a script of its own that waits until a page has an editor. */
export function LoadedEditor(props: PolicyEditorProps) {
  let host: HTMLDivElement | undefined;
  onMount(() => {
    if (host === undefined) return;
    const view = createPolicyView({
      parent: host,
      text: props.text,
      label: props.label,
      helper: props.helper,
      onText: (text) => props.onText(text),
      onSpot: (spot) => props.onSpot?.(spot),
    });
    if (props.takesFocus === true) view.focus();
    createEffect(() => view.show(props.text));
    createEffect(() => view.mark(props.findings ?? []));
    createEffect(
      on(
        () => props.goTo,
        (place) => place && view.goTo(place.offset),
        { defer: true },
      ),
    );
    onCleanup(() => view.destroy());
  });
  return <div class="code" classList={{ "code-small": props.small === true }} ref={(element) => (host = element)} />;
}
