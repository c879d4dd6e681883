import type { Me } from "@gatehouse/core/me";
import { A } from "@solidjs/router";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import { For } from "solid-js";
import { Dynamic } from "solid-js/web";
import { openOverlay } from "../../lib/overlays.ts";
import { Popover } from "../../ui/popover.tsx";
import { overseeing, YOURS } from "./destinations.ts";

/** The way to the pages that have no tab of their own, above the thumb. */
export function MoreCard(props: { me: Me | undefined; current: string; anchor: HTMLElement; onClose: () => void }) {
  const groups = () => [
    { heading: "Operate", pages: overseeing(props.me) },
    { heading: "You", pages: YOURS },
  ];
  const help = () => {
    props.onClose();
    openOverlay("help");
  };
  return (
    <Popover anchor={props.anchor} label="More pages" placement="top-end" onClose={props.onClose}>
      <For each={groups()}>
        {(group) => (
          <div class="nav-group" role="group" aria-label={group.heading}>
            <p class="nav-label">{group.heading}</p>
            <For each={group.pages}>
              {(page) => (
                <A
                  class="nav-item"
                  href={page.path}
                  aria-current={page.path === props.current ? "page" : undefined}
                  onClick={() => props.onClose()}
                >
                  <Dynamic component={page.icon} /> {page.word}
                </A>
              )}
            </For>
          </div>
        )}
      </For>
      <button type="button" class="nav-item mt-2" onClick={help}>
        <CircleHelp /> Help and shortcuts
      </button>
    </Popover>
  );
}
