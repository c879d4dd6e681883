import { onCleanup, onMount } from "solid-js";

type Pressed = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "isComposing">;
type Place = { typing: boolean; overlay: boolean };

/**
 * Names a key press: "j", "?", "ArrowDown", "mod+k". Answers undefined where the press belongs to a field that
 * takes text or to a dialog or menu above the page, and for shortcuts of the browser.
 */
export function keyName(event: Pressed, place: Place): string | undefined {
  if (event.isComposing || event.altKey) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.metaKey || event.ctrlKey) return key === "k" ? "mod+k" : undefined;
  if (place.overlay) return undefined;
  if (place.typing && key.length === 1) return undefined;
  return key;
}

function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return { typing: false, overlay: false };
  return {
    typing: target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]"),
    overlay: target.closest("[role=dialog], [role=alertdialog], [role=menu]") !== null,
  };
}

/** What to do on a key; answering false leaves the press to the browser. */
export type Keys = Record<string, (event: KeyboardEvent) => false | void>;

/** Listens for keys anywhere on the page for as long as the component lives. */
export function useKeys(keys: () => Keys): void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const name = keyName(event, placeOf(event.target));
    const act = name === undefined ? undefined : keys()[name];
    if (act && act(event) !== false) event.preventDefault();
  };
  onMount(() => document.addEventListener("keydown", listen));
  onCleanup(() => document.removeEventListener("keydown", listen));
}
