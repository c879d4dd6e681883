import { yaml } from "@codemirror/lang-yaml";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import type { SettingsFinding } from "@gatehouse/core/settings/finding";
import { type CodeView, type CodeViewParts, createCodeView } from "../../ui/code-view.ts";

export type YamlViewParts = Omit<CodeViewParts, "extensions"> & { readOnly: boolean };

export type YamlView = Omit<CodeView, "view" | "goTo"> & {
  mark(findings: readonly SettingsFinding[]): void;
  goTo(line: number, column: number): void;
};

/** Puts a YAML editor into an element; places are lines and columns, which count from 1. */
export function createYamlView({ readOnly, ...parts }: YamlViewParts): YamlView {
  const { view, ...editor } = createCodeView({
    ...parts,
    extensions: [yaml(), EditorState.readOnly.of(readOnly)],
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
    ...editor,
    mark(findings) {
      view.dispatch(setDiagnostics(view.state, findings.map(toDiagnostic)));
    },
    goTo: (line, column) => editor.goTo(placeOf(line, column)),
  };
}
