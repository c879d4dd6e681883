/** How the editor is used without a mouse. */
export function EditorHelp() {
  return (
    <p class="editor-help">
      <kbd>Tab</kbd> leaves the editor. <kbd>Ctrl Space</kbd> between quotation marks offers what can stand there,{" "}
      <kbd>↵</kbd> takes it. <kbd>F8</kbd> goes to the next finding. What is under the cursor is explained next to the
      findings.
    </p>
  );
}
