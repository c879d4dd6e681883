import { createSignal } from "solid-js";

/** A text that outlives a reload, for this tab alone: policies are too long for an address. */
export function createKeptText(name: string, start = ""): [() => string, (text: string) => void] {
  const key = `gatehouse:policies:${name}`;
  const [text, setText] = createSignal(sessionStorage.getItem(key) ?? start);
  return [
    text,
    (next) => {
      setText(next);
      sessionStorage.setItem(key, next);
    },
  ];
}
