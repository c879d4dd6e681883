import { Dialog } from "@kobalte/core/dialog";
import { useNavigate } from "@solidjs/router";
import Search from "lucide-solid/icons/search";
import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { copy } from "../../lib/copy.ts";
import { count } from "../../lib/format.ts";
import { openOverlay } from "../../lib/overlays.ts";
import { cliCommand, roleLink } from "../../lib/role-link.ts";
import { eligibleRoles, preferences } from "../access/queries.ts";
import { me } from "../session/queries.ts";
import { PaletteList } from "./palette-list.tsx";
import { paletteGroups, type PaletteOption } from "./palette-options.ts";

const close = () => openOverlay(undefined);

/** Finds a role or a page from anywhere; the usual thing is one Enter away. */
export function Palette() {
  const navigate = useNavigate();
  const roles = createQuery(() => eligibleRoles(true));
  const kept = createQuery(preferences);
  const who = createQuery(me);
  const [text, setText] = createSignal("");
  const [at, setAt] = createSignal(0);
  const all = () => roles.data?.roles ?? [];
  const recent = () => (kept.data?.recents ?? []).map(({ arn }) => arn);
  // As in the navigation: the settings are offered to those whom they are shown.
  const offered = (option: PaletteOption) => option.id !== "page-config" || who.data?.viewsSettings === true;
  const groups = createMemo(() =>
    paletteGroups(text(), all(), recent())
      .map((group) => ({ ...group, options: group.options.filter(offered) }))
      .filter((group) => group.options.length > 0),
  );
  const options = createMemo(() => groups().flatMap((group) => group.options));
  const active = () => options()[at()];
  createEffect(on(text, () => setAt(0), { defer: true }));
  createEffect(on(at, () => document.getElementById(active()?.id ?? "")?.scrollIntoView({ block: "nearest" })));

  const choose = (option: PaletteOption | undefined, aside: boolean) => {
    if (!option) return;
    close();
    if (option.kind === "page") return navigate(option.path);
    const { role } = option;
    if (aside || role.unusable) return navigate(`/why?q=${encodeURIComponent(role.arn)}`);
    if (role.use === "cli-only") return void copy(cliCommand(role.arn), "CLI command");
    const region = kept.data?.region;
    return void window.open(roleLink(role, { region }), "_blank", "noopener");
  };
  const move = (step: number) => setAt((index) => (index + step + options().length) % Math.max(1, options().length));
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(Math.max(0, options().length - 1));
    else if (event.key === "Enter") choose(active(), event.metaKey || event.ctrlKey);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onOpenChange={(open) => open || close()}>
      <Dialog.Portal>
        <Dialog.Overlay class="scrim" />
        <div class="over">
          <Dialog.Content class="palette" aria-label="Search roles and pages">
            <div class="palette-input">
              <Search />
              <input
                role="combobox"
                aria-expanded="true"
                aria-controls="found"
                aria-autocomplete="list"
                aria-activedescendant={active()?.id}
                aria-label="Search roles and pages"
                placeholder="A role, an account, an id, a page"
                autocomplete="off"
                spellcheck={false}
                onInput={(event) => setText(event.currentTarget.value)}
                onKeyDown={press}
              />
              <Dialog.CloseButton class="btn btn-ghost btn-sm" aria-label="esc: close">
                <kbd>esc</kbd>
              </Dialog.CloseButton>
            </div>
            <Show
              when={options().length > 0}
              fallback={<p class="palette-none">{roles.data ? "Nothing here matches." : "Reading your roles"}</p>}
            >
              <PaletteList
                groups={groups()}
                active={active()}
                wanted={text().trim()}
                onChoose={choose}
                onPoint={(option) => setAt(options().indexOf(option))}
              />
            </Show>
            <p class="sr-only" role="status">
              {count(options().length, "result")}
            </p>
            <div class="palette-foot" aria-hidden="true">
              <span>
                <kbd>↵</kbd> sign in or open
              </span>
              <span>
                <kbd>⌘↵</kbd> why you see it
              </span>
              <span class="ml-auto">Paste an ARN or account id to go straight there</span>
            </div>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  );
}
