import { useLocation, useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, on, onCleanup } from "solid-js";

const WRITE_AFTER_MS = 200;

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
    timer = setTimeout(() => write(name, next), WRITE_AFTER_MS);
  };
  createEffect(on(navigated, (text) => setValue(text), { defer: true }));
  onCleanup(() => clearTimeout(timer));
  return [value, set];
}

function write(name: string, value: string): void {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}
