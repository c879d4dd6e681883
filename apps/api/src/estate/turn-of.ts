import type { Estate } from "./estate.ts";

const turns = new WeakMap<Estate, Promise<void>>();

/** Resolves when it is the caller's turn: long work holds up everyone, and a batch asks for many, so between two of them others are answered. */
export function turnOf(estate: Estate): Promise<void> {
  const before = turns.get(estate) ?? Promise.resolve();
  const turn = before.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
  turns.set(estate, turn);
  return turn;
}
