import type { Spot } from "@gatehouse/core/policy/assist/place";
import type { Finding } from "@gatehouse/core/policy/lint/lint";
import { createEffect, ErrorBoundary, lazy, on, Suspense } from "solid-js";
import type { PolicyHelper } from "./helper.ts";

export type PolicyEditorProps = {
  text: string;
  label: string;
  helper: PolicyHelper;
  findings?: readonly Finding[];
  /** Where to go when it changes. */
  goTo?: { offset: number } | undefined;
  /** Takes the keyboard as soon as it is there. */
  takesFocus?: boolean;
  /** One of several on a page. */
  small?: boolean;
  onText: (text: string) => void;
  /** Told in what place of the policy the cursor is. */
  onSpot?: (spot: Spot | undefined) => void;
};

const LoadedEditor = lazy(async () => ({ default: (await import("./loaded-editor.tsx")).LoadedEditor }));

/** Takes a policy as JSON: in a plain field until the editor is loaded, and for good where it cannot be. */
export function PolicyEditor(props: PolicyEditorProps) {
  return (
    <ErrorBoundary fallback={<PlainEditor {...props} />}>
      <Suspense fallback={<PlainEditor {...props} />}>
        <LoadedEditor {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}

function PlainEditor(props: PolicyEditorProps) {
  let field: HTMLTextAreaElement | undefined;
  createEffect(
    on(
      () => props.goTo,
      (place) => {
        if (place === undefined) return;
        field?.focus();
        field?.setSelectionRange(place.offset, place.offset);
      },
      { defer: true },
    ),
  );
  return (
    <textarea
      class="code code-plain"
      classList={{ "code-small": props.small === true }}
      aria-label={props.label}
      spellcheck={false}
      autocomplete="off"
      ref={(element) => {
        field = element;
        if (props.takesFocus === true) queueMicrotask(() => element.focus());
      }}
      value={props.text}
      onInput={(event) => props.onText(event.currentTarget.value)}
    />
  );
}
