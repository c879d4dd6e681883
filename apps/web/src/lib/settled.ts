import { createEffect, createSignal, on, onCleanup, type Accessor } from "solid-js";

/** The value of a source once it has not changed for so long: for work that need not follow every key. */
export function createSettled<T>(source: Accessor<T>, quietMs: number): Accessor<T> {
  const [settled, setSettled] = createSignal(source());
  createEffect(
    on(
      source,
      (value) => {
        const timer = setTimeout(() => setSettled(() => value), quietMs);
        onCleanup(() => clearTimeout(timer));
      },
      { defer: true },
    ),
  );
  return settled;
}
