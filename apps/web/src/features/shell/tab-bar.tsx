import { A, useLocation } from "@solidjs/router";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import { For } from "solid-js";
import { Dynamic } from "solid-js/web";
import { openOverlay } from "../../lib/overlays.ts";
import { DESTINATIONS } from "./destinations.ts";

/** The way to every page, at the thumb where there is no room at the side. */
export function TabBar() {
  const location = useLocation();
  const current = (path: string) => (location.pathname === path ? "page" : undefined);
  return (
    <nav class="tabbar" aria-label="Main">
      <For each={DESTINATIONS.flatMap((group) => group.pages)}>
        {(page) => (
          <A href={page.path} aria-current={current(page.path)}>
            <Dynamic component={page.icon} /> {page.word}
          </A>
        )}
      </For>
      <button type="button" onClick={() => openOverlay("help")}>
        <CircleHelp /> Help
      </button>
    </nav>
  );
}
