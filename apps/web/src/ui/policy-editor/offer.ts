import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { hoverTooltip, type EditorView, type Tooltip } from "@codemirror/view";
import type { Description } from "@gatehouse/core/policy/assist/describe";
import type { Choice } from "@gatehouse/core/policy/assist/place";
import { visible } from "../../lib/visible.ts";
import type { PolicyHelper } from "./helper.ts";
import { type SpotAt, spotAt } from "./spot-at.ts";

/** The spot at an offset of what an editor holds. */
export function spotIn({ state }: Pick<EditorView, "state">, offset: number, upTo?: number): SpotAt | undefined {
  return spotAt({ text: state.doc.toString(), tree: syntaxTree(state) }, offset, upTo);
}

/** Offers what can be written while one types; Ctrl Space asks for it, Enter takes, Escape leaves it. */
export function offering(helper: PolicyHelper) {
  return autocompletion({
    override: [(context) => offer(context, helper)],
    icons: false,
    // A list that scrolled could not be reached by keyboard, which stays in the text: arrows lead on to the next few.
    maxRenderedOptions: 10,
  });
}

async function offer(context: CompletionContext, helper: PolicyHelper): Promise<CompletionResult | null> {
  const at = spotIn(context, context.pos, context.pos);
  if (at === undefined) return null;
  const found = await helper.complete(at.spot).catch(() => undefined);
  if (found === undefined || context.aborted || found.choices.length === 0) return null;
  return { from: at.from, to: at.to, options: found.choices.map(toOption), filter: false };
}

function toOption({ label, detail, insert = label, goesOn }: Choice): Completion {
  return {
    label,
    ...(detail === undefined ? {} : { detail }),
    apply(view, _completion, from) {
      const to = spotIn(view, view.state.selection.main.head)?.to ?? view.state.selection.main.head;
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length },
        userEvent: "input.complete",
      });
      if (goesOn) startCompletion(view);
    },
  };
}

/** Tells what a word means to whoever points at it. */
export function describing(helper: PolicyHelper) {
  return hoverTooltip(async (view, offset): Promise<Tooltip | null> => {
    const at = spotIn(view, offset);
    const description = at && (await helper.describe(at.spot).catch(() => null));
    if (at === undefined || !description) return null;
    return { pos: at.from, end: at.to, above: true, create: () => ({ dom: tooltipOf(description) }) };
  });
}

function tooltipOf({ title, lines, see }: Description): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "policy-tip";
  const heading = dom.appendChild(document.createElement("b"));
  heading.textContent = visible(title);
  for (const line of lines) dom.appendChild(document.createElement("p")).textContent = visible(line);
  if (see !== undefined) dom.appendChild(seeLink(see));
  return dom;
}

/** A link to AWS's page, in a new tab. */
export function seeLink(see: string): HTMLAnchorElement {
  const link = document.createElement("a");
  Object.assign(link, { href: see, target: "_blank", rel: "noopener", textContent: "AWS’s page" });
  return link;
}
