import type { SettingsFinding } from "@gatehouse/core/settings/finding";
import { ErrorBoundary, lazy, Suspense } from "solid-js";

export type Place = { line: number; column: number };

export type EditorProps = {
  text: string;
  label: string;
  readOnly: boolean;
  findings: readonly SettingsFinding[];
  /** Where to go when it changes. */
  place: Place | undefined;
  onText: (text: string) => void;
};

const CodeEditor = lazy(async () => ({ default: (await import("./code-editor.tsx")).CodeEditor }));

/** Takes YAML: in a plain field until the editor is loaded, and for good where it cannot be. */
export function YamlEditor(props: EditorProps) {
  return (
    <ErrorBoundary fallback={<PlainEditor {...props} />}>
      <Suspense fallback={<PlainEditor {...props} />}>
        <CodeEditor {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}

function PlainEditor(props: EditorProps) {
  return (
    <textarea
      class="code code-plain"
      aria-label={props.label}
      spellcheck={false}
      autocomplete="off"
      readOnly={props.readOnly}
      value={props.text}
      onInput={(event) => props.onText(event.currentTarget.value)}
    />
  );
}
