import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const INKS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
  { tag: tags.string, color: "var(--code-string)" },
  {
    tag: [tags.bool, tags.number, tags.null, tags.keyword, tags.typeName, tags.labelName],
    color: "var(--code-literal)",
  },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace, tags.meta], color: "var(--code-punct)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--text-faint)", fontStyle: "italic" },
]);

/** The editor brings its own colours, outside of our layers of styles, so that ours must be given to it. */
const GROUND = EditorView.theme({
  "&": { maxHeight: "var(--code-most, calc(100vh - 220px))", backgroundColor: "var(--surface)", color: "var(--text)" },
  "&.cm-focused, .cm-content:focus-visible": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.25rem" },
  ".cm-content, .cm-gutter": { minHeight: "var(--code-height)" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--text)" },
  ".cm-gutters": {
    borderRight: "1px solid var(--line)",
    backgroundColor: "var(--sunken)",
    color: "var(--text-faint)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--accent-line)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "6px",
    backgroundColor: "var(--raised)",
    color: "var(--text)",
  },
  ".cm-tooltip-section:not(:first-child)": { borderTop: "1px solid var(--line)" },
  ".cm-tooltip a": { textDecoration: "underline" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "none" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent-soft)",
    color: "var(--text)",
  },
  ".cm-completionDetail": { color: "var(--text-muted)", fontFamily: "var(--sans)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-line)" },
  ".cm-diagnostic": { borderLeft: "none", padding: "6px 10px", fontFamily: "var(--sans)", maxWidth: "460px" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--on-accent)", borderRadius: "4px" },
  ".cm-lintRange-info": { backgroundImage: "none", borderBottom: "1px dotted var(--info-solid)" },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px solid var(--danger-solid)" },
  ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px dotted var(--warning-solid)" },
});

/** How text looks in every editor, in both themes. */
export const CODE_LOOK = [GROUND, syntaxHighlighting(INKS)];
