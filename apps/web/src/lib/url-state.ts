import { useLocation, useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, on, onCleanup } from "solid-js";

const WRITE_AFTER_MS = 200;
/** Servers take about 16,000 characters of all headers: an address with more could not be opened again. */
const MOST_WRITTEN = 4_000;

/** What is shown already and not yet in the address, by name. */
const pending = new Map<string, string>();

/** Whether an address has room for a text; one that it has no room for is left out of it. */
export const fitsAddress = (text: string): boolean => encodeURIComponent(text).length <= MOST_WRITTEN;

/** Writes into the address what was typed a moment ago, before the page is left for it. */
export function writePending(): void {
  for (const [name, value] of pending) write(name, value);
  pending.clear();
}

/**
 * A text that lives in the URL under a name, so that the view can be shared. Typing is shown at once and written
 * shortly after, in place, so that Back leaves the page and does not unwind the typing. The router is not asked to
 * write it: to the router that is a navigation, which would suspend the page and take the focus from its rows.
 */
export function createUrlState(name: string): [() => string, (value: string) => void] {
  const [search] = useSearchParams();
  const navigated = () => String(search[name] ?? "");
  const routed = useLocation();
  // While the router is still on its way here, the browser's address is the page before.
  const arrived = routed.pathname === location.pathname;
  const [value, setValue] = createSignal(
    arrived ? (new URLSearchParams(location.search).get(name) ?? "") : navigated(),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;

  const set = (next: string) => {
    setValue(next);
    clearTimeout(timer);
    pending.set(name, next);
    timer = setTimeout(() => {
      pending.delete(name);
      write(name, next);
    }, WRITE_AFTER_MS);
  };
  createEffect(on(navigated, (text) => setValue(text), { defer: true }));
  onCleanup(() => {
    clearTimeout(timer);
    pending.delete(name);
  });
  return [value, set];
}

function write(name: string, value: string): void {
  const url = new URL(location.href);
  if (value && fitsAddress(value)) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}
