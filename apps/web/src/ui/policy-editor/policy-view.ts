import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorView, keymap } from "@codemirror/view";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import type { Finding } from "@gatehouse/core/policy/lint/lint";
import { visible } from "../../lib/visible.ts";
import { type CodeView, type CodeViewParts, createCodeView } from "../code-view.ts";
import type { PolicyHelper } from "./helper.ts";
import { isOneLongLine, layOut } from "./lay-out.ts";
import { describing, offering, seeLink, spotIn } from "./offer.ts";

export type PolicyViewParts = Omit<CodeViewParts, "extensions"> & {
  helper: PolicyHelper;
  onSpot: (spot: Spot | undefined) => void;
};

export type PolicyView = Omit<CodeView, "view"> & { mark(findings: readonly Finding[]): void };

const SEVERITIES = { error: "error", warning: "warning", suggestion: "info" } as const;

/** Puts a policy editor into an element; what it offers is taken by Enter. */
export function createPolicyView({ helper, onSpot, ...parts }: PolicyViewParts): PolicyView {
  const { view, ...editor } = createCodeView({
    ...parts,
    extensions: [
      json(),
      bracketMatching(),
      // A policy is often copied as one line, in which neither a reader nor a finding has a place.
      EditorView.clipboardInputFilter.of((text) => (isOneLongLine(text) ? layOut(text) : text)),
      closeBrackets(),
      offering(helper),
      describing(helper),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged || update.selectionSet)
          onSpot(spotIn(update.view, update.state.selection.main.head)?.spot);
      }),
    ],
  });
  return {
    ...editor,
    mark(findings) {
      const { length } = view.state.doc;
      const shown = findings.filter(({ at }) => at.end <= length).map(toDiagnostic);
      view.dispatch(setDiagnostics(view.state, shown));
    },
  };
}

function toDiagnostic({ at, severity, message, explains, see, fix, rule }: Finding): Diagnostic {
  return {
    from: at.start,
    to: Math.max(at.end, at.start),
    severity: SEVERITIES[severity],
    message: visible(message),
    renderMessage() {
      const dom = document.createElement("div");
      dom.append(visible(message), document.createElement("br"), `${explains} `, seeLink(see), ` (${rule})`);
      return dom;
    },
    ...(fix === undefined
      ? {}
      : {
          actions: [
            {
              name: "Fix",
              apply: (view) =>
                view.dispatch({ changes: fix.map(({ start, end, text }) => ({ from: start, to: end, insert: text })) }),
            },
          ],
        }),
  };
}
