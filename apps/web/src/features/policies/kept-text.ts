import { createSignal } from "solid-js";

const keyOf = (name: string): string => `gatehouse:policies:${name}`;

/** Keeps a text for this tab; where the browser has no room left, it lives as long as the page. */
export function keepText(name: string, text: string): void {
  try {
    sessionStorage.setItem(keyOf(name), text);
  } catch {
    sessionStorage.removeItem(keyOf(name));
  }
}

/** A text that outlives a reload, for this tab and this person alone: policies are too long for an address. */
export function createKeptText(name: string, start = ""): [() => string, (text: string) => void] {
  const [text, setText] = createSignal(sessionStorage.getItem(keyOf(name)) ?? start);
  return [
    text,
    (next) => {
      setText(next);
      keepText(name, next);
    },
  ];
}
