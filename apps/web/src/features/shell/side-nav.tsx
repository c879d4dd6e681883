import type { Me } from "@gatehouse/core/me";
import { A, useLocation } from "@solidjs/router";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { openOverlay } from "../../lib/overlays.ts";
import { BrandMark } from "../../ui/brand-mark.tsx";
import { DESTINATIONS, isAt, overseeing, YOURS } from "./destinations.ts";

/** The way to every page, at the side where there is room. */
export function SideNav(props: { me: Me | undefined }) {
  const location = useLocation();
  const current = (path: string) => (isAt(location.pathname, path) ? "page" : undefined);
  const groups = () => [
    ...DESTINATIONS.map((group) =>
      group.heading === "Operate" ? { ...group, pages: [...group.pages, ...overseeing(props.me)] } : group,
    ),
    { heading: "You", pages: YOURS },
  ];
  return (
    <nav class="sidenav" aria-label="Main">
      <A class="brand" href="/">
        <BrandMark /> Gatehouse
        <Show when={props.me?.organization}>
          <small>{props.me?.organization}</small>
        </Show>
      </A>
      <For each={groups()}>
        {(group) => (
          <div class="nav-group" role="group" aria-label={group.heading}>
            <Show when={group.heading}>
              <p class="nav-label">{group.heading}</p>
            </Show>
            <For each={group.pages}>
              {(page) => (
                <A class="nav-item" href={page.path} aria-current={current(page.path)}>
                  <Dynamic component={page.icon} /> {page.word}
                </A>
              )}
            </For>
          </div>
        )}
      </For>
      <div class="nav-foot">
        <button type="button" class="nav-item" aria-keyshortcuts="?" onClick={() => openOverlay("help")}>
          <CircleHelp /> Help and shortcuts <kbd>?</kbd>
        </button>
      </div>
    </nav>
  );
}
