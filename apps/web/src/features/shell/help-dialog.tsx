import { For } from "solid-js";
import { openOverlay } from "../../lib/overlays.ts";
import { Dialog } from "../../ui/dialog.tsx";

const SHORTCUTS = [
  {
    place: "Anywhere",
    keys: [
      { keys: ["⌘K", "Ctrl K"], does: "Find a role or a page" },
      { keys: ["?"], does: "This help" },
      { keys: ["/"], does: "Go to the page's filter" },
      { keys: ["Esc"], does: "Close, or empty the filter" },
    ],
  },
  {
    place: "On the roles page",
    keys: [
      { keys: ["1–4"], does: "Sign in as a pinned role" },
      { keys: ["J", "K"], does: "Go down and up the list; arrows do, too" },
      { keys: ["↵"], does: "Sign in to the AWS console, in a new tab" },
      { keys: ["C"], does: "Copy the CLI command" },
      { keys: ["P"], does: "Pin or unpin" },
      { keys: ["W"], does: "Why you see it" },
    ],
  },
];

/** What the keys do, and what Gatehouse is for. */
export function HelpDialog() {
  return (
    <Dialog title="Help and shortcuts" onClose={() => openOverlay(undefined)}>
      <p>
        Gatehouse shows the AWS roles you may use, signs you in to the AWS console and hands credentials to the Weep
        CLI. Each row says why you see it.
      </p>
      <For each={SHORTCUTS}>
        {(group) => (
          <>
            <h3 class="mt-4 mb-2 text-text">{group.place}</h3>
            <dl class="shortcuts">
              <For each={group.keys}>
                {(shortcut) => (
                  <>
                    <dt>
                      <For each={shortcut.keys}>{(key) => <kbd>{key}</kbd>}</For>
                    </dt>
                    <dd>{shortcut.does}</dd>
                  </>
                )}
              </For>
            </dl>
          </>
        )}
      </For>
    </Dialog>
  );
}
