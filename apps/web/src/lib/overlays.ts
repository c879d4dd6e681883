import { createSignal } from "solid-js";

/** What may stand above any page. */
export type Overlay = "palette" | "help";

const [overlay, setOverlay] = createSignal<Overlay>();
export { overlay };

/** Opens an overlay in place of any other; undefined closes it. */
export function openOverlay(which: Overlay | undefined): void {
  setOverlay(which);
}
