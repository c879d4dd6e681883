import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { indentUnit } from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { CODE_LOOK } from "./code-look.ts";

export type CodeViewParts = {
  parent: HTMLElement;
  text: string;
  label: string;
  /** The language, and what an editor of it has besides; its keys come before the usual ones. */
  extensions: Extension;
  onText: (text: string) => void;
};

export type CodeView = {
  view: EditorView;
  /** Shows another text, unless it is what stands there already. */
  show(text: string): void;
  /** Puts the cursor at an offset and the keyboard into the editor. */
  goTo(offset: number): void;
  /** Puts the keyboard into the editor. */
  focus(): void;
  destroy(): void;
};

/** Puts an editor into an element. Tab leaves it, as it leaves every other field. */
export function createCodeView({ parent, text, label, extensions, onText }: CodeViewParts): CodeView {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        extensions,
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        lintGutter(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        CODE_LOOK,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onText(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    view,
    show(next) {
      const { doc } = view.state;
      if (doc.toString() !== next) view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    goTo(offset) {
      view.dispatch({ selection: { anchor: Math.min(offset, view.state.doc.length) }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
