import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import type { Finding } from "@gatehouse/core/policy/lint/lint";
import { CODE_LOOK } from "../code-look.ts";
import type { PolicyHelper } from "./helper.ts";
import { describing, offering, seeLink, spotIn } from "./offer.ts";

export type PolicyViewParts = {
  parent: HTMLElement;
  text: string;
  label: string;
  helper: PolicyHelper;
  onText: (text: string) => void;
  onSpot: (spot: Spot | undefined) => void;
};

export type PolicyView = {
  /** Shows another text, unless it is what stands there already. */
  show(text: string): void;
  mark(findings: readonly Finding[]): void;
  goTo(offset: number): void;
  destroy(): void;
};

const SEVERITIES = { error: "error", warning: "warning", suggestion: "info" } as const;

/** Puts a policy editor into an element. Tab leaves it, as it leaves every other field; what is offered is taken by Enter. */
export function createPolicyView({ parent, text, label, helper, onText, onSpot }: PolicyViewParts): PolicyView {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        lintGutter(),
        bracketMatching(),
        closeBrackets(),
        offering(helper),
        describing(helper),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
        json(),
        ...CODE_LOOK,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onText(update.state.doc.toString());
          if (update.docChanged || update.selectionSet)
            onSpot(spotIn(update.view, update.state.selection.main.head)?.spot);
        }),
      ],
    }),
  });
  return {
    show(next) {
      const { doc } = view.state;
      if (doc.toString() !== next) view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    mark(findings) {
      const { length } = view.state.doc;
      const shown = findings.filter(({ at }) => at.end <= length).map(toDiagnostic);
      view.dispatch(setDiagnostics(view.state, shown));
    },
    goTo(offset) {
      view.dispatch({ selection: { anchor: Math.min(offset, view.state.doc.length) }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function toDiagnostic({ at, severity, message, explains, see, fix, rule }: Finding): Diagnostic {
  return {
    from: at.start,
    to: Math.max(at.end, at.start),
    severity: SEVERITIES[severity],
    message,
    renderMessage() {
      const dom = document.createElement("div");
      dom.append(message, document.createElement("br"), `${explains} `, seeLink(see), ` (${rule})`);
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
