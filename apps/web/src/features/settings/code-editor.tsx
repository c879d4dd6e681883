import { createEffect, on, onCleanup, onMount } from "solid-js";
import type { EditorProps } from "./yaml-editor.tsx";
import { createYamlView } from "./yaml-view.ts";

/** The editor with line numbers and colours; it is a script of its own that only this page loads. */
export function CodeEditor(props: EditorProps) {
  let host: HTMLDivElement | undefined;
  onMount(() => {
    if (host === undefined) return;
    const view = createYamlView({
      parent: host,
      text: props.text,
      label: props.label,
      readOnly: props.readOnly,
      onText: (text) => props.onText(text),
    });
    createEffect(() => view.show(props.text));
    createEffect(() => view.mark(props.findings));
    createEffect(
      on(
        () => props.place,
        (place) => place && view.goTo(place.line, place.column),
        { defer: true },
      ),
    );
    onCleanup(() => view.destroy());
  });
  return <div class="code" ref={(element) => (host = element)} />;
}
