import FileText from "lucide-solid/icons/file-text";
import LogIn from "lucide-solid/icons/log-in";
import Terminal from "lucide-solid/icons/terminal";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show, type Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import { EnvChip } from "../../ui/env-chip.tsx";
import { markParts, type PaletteGroup, type PaletteOption } from "./palette-options.ts";

type Choose = (option: PaletteOption, aside: boolean) => void;

/** What was found, in groups; the active option is the one that Enter takes. */
export function PaletteList(props: {
  groups: PaletteGroup[];
  active: PaletteOption | undefined;
  wanted: string;
  onChoose: Choose;
  onPoint: (option: PaletteOption) => void;
}) {
  return (
    <div class="palette-list" id="found" role="listbox" aria-label="Found" tabindex="-1">
      <For each={props.groups}>
        {(group) => (
          <div role="group" aria-label={group.heading}>
            <h3 role="presentation">{group.heading}</h3>
            <For each={group.options}>
              {(option) => (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox has the keys
                <div
                  role="option"
                  tabindex="-1"
                  class="option"
                  id={option.id}
                  aria-selected={props.active?.id === option.id}
                  onClick={(event) => props.onChoose(option, event.metaKey || event.ctrlKey)}
                  onPointerMove={() => props.onPoint(option)}
                >
                  <Dynamic component={iconOf(option)} />
                  <span class="min-w-0 grow">
                    <span class="title truncate">
                      <For each={markParts(option.title, props.wanted)}>
                        {(part) => (
                          <Show when={part.hit} fallback={part.text}>
                            <mark>{part.text}</mark>
                          </Show>
                        )}
                      </For>
                    </span>
                    <span class="sub truncate">{option.sub}</span>
                  </span>
                  <Show when={option.kind === "role" ? option.role : undefined}>
                    {(role) => (
                      <>
                        <Show when={role().use === "cli-only"}>
                          <span class="badge badge-line">CLI only</span>
                        </Show>
                        <EnvChip of={role().environment} />
                      </>
                    )}
                  </Show>
                  <Show when={props.active?.id === option.id}>
                    <kbd class="max-sm:hidden">↵</kbd>
                  </Show>
                </div>
              )}
            </For>
          </div>
        )}
      </For>
    </div>
  );
}

function iconOf(option: PaletteOption): Component<{ class?: string }> {
  if (option.kind === "page") return FileText;
  if (option.role.unusable) return TriangleAlert;
  return option.role.use === "cli-only" ? Terminal : LogIn;
}
