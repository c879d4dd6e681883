import { createRoot, createSignal } from "solid-js";

const TICK_MS = 5000;

/** The time now, refreshed every five seconds while the page is seen, so that relative times stay true. */
export const now = createRoot(() => {
  const [time, setTime] = createSignal(Date.now());
  const tick = () => document.hidden || setTime(Date.now());
  setInterval(tick, TICK_MS);
  document.addEventListener("visibilitychange", tick);
  return time;
});
