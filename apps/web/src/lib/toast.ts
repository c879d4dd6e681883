import { createSignal } from "solid-js";

export type Toast = { id: number; text: string; code?: string };

const SHOWN_MS = 6000;
const [toasts, setToasts] = createSignal<Toast[]>([]);
export { toasts };

let last = 0;

/** Tells what one's own action did, for six seconds; errors stay on the page instead. */
export function toast(text: string, code?: string): void {
  last += 1;
  const id = last;
  setToasts((shown) => [...shown.slice(-2), code === undefined ? { id, text } : { id, text, code }]);
  setTimeout(() => setToasts((shown) => shown.filter((one) => one.id !== id)), SHOWN_MS);
}
