import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { SettingsFinding } from "@gatehouse/core/settings/finding";
import { CODE_LOOK } from "../../ui/code-look.ts";

export type YamlViewParts = {
  parent: HTMLElement;
  text: string;
  label: string;
  readOnly: boolean;
  onText: (text: string) => void;
};

export type YamlView = {
  /** Shows another text, unless it is what stands there already. */
  show(text: string): void;
  mark(findings: readonly SettingsFinding[]): void;
  goTo(line: number, column: number): void;
  destroy(): void;
};

/** Puts a YAML editor into an element. Tab leaves it, as it leaves every other field. */
export function createYamlView({ parent, text, label, readOnly, onText }: YamlViewParts): YamlView {
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
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        EditorState.readOnly.of(readOnly),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label }),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        yaml(),
        ...CODE_LOOK,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onText(update.state.doc.toString());
        }),
      ],
    }),
  });
  const placeOf = (line: number, column: number): number => {
    const { doc } = view.state;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(at.from + Math.max(column, 1) - 1, at.to);
  };
  const toDiagnostic = ({ line, column, severity, key, message }: SettingsFinding): Diagnostic => {
    const from = placeOf(line, column);
    const to = view.state.wordAt(from)?.to ?? view.state.doc.lineAt(from).to;
    return { from, to, severity, message: key === "" ? message : `${key}: ${message}` };
  };
  return {
    show(next) {
      const { doc } = view.state;
      if (doc.toString() !== next) view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    mark(findings) {
      view.dispatch(setDiagnostics(view.state, findings.map(toDiagnostic)));
    },
    goTo(line, column) {
      view.dispatch({ selection: { anchor: placeOf(line, column) }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
