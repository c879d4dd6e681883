import { useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, on, onCleanup } from "solid-js";

const WRITE_AFTER_MS = 200;

/**
 * A text that lives in the URL under a name, so that the view can be shared. Typing is shown at once and written
 * shortly after, in place, so that Back leaves the page and does not unwind the typing.
 */
export function createUrlState(name: string): [() => string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const inUrl = () => String(search[name] ?? "");
  const [value, setValue] = createSignal(inUrl());
  let written = inUrl();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (next: string) => {
    written = next;
    setSearch({ [name]: next || undefined }, { replace: true });
  };
  const set = (next: string) => {
    setValue(next);
    clearTimeout(timer);
    timer = setTimeout(() => write(next), WRITE_AFTER_MS);
  };
  createEffect(
    on(
      inUrl,
      (arrived) => {
        if (arrived === written) return;
        written = arrived;
        setValue(arrived);
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  return [value, set];
}
