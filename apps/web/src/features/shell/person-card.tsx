import { A } from "@solidjs/router";
import type { Me } from "@gatehouse/core/me";
import { useMutation } from "@tanstack/solid-query";
import LogOut from "lucide-solid/icons/log-out";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { problemOf } from "../../lib/failure.ts";
import { count } from "../../lib/format.ts";
import { setTheme, theme, THEMES, type Theme } from "../../lib/theme.ts";
import { Popover } from "../../ui/popover.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Time } from "../../ui/time.tsx";
import { signOut } from "../session/queries.ts";
import { YOURS } from "./destinations.ts";

const WORDS: Record<Theme, string> = { system: "System", light: "Light", dark: "Dark" };

/** Who you are to Gatehouse, how it looks, and the way out. */
export function PersonCard(props: { me: Me; anchor: HTMLElement; onClose: () => void }) {
  const leave = useMutation(signOut);
  return (
    <Popover anchor={props.anchor} label="Account and theme" placement="bottom-end" onClose={props.onClose}>
      <p class="font-medium">{props.me.displayName}</p>
      <p class="text-xs break-all text-muted">{props.me.name}</p>
      <p class="mt-3 mb-1 text-xs text-faint">{count(props.me.groups.length, "group")} from your sign-on</p>
      <p class="flex flex-wrap gap-1">
        <For each={props.me.groups}>{(group) => <span class="thing">{group}</span>}</For>
      </p>
      <p class="mt-3 text-xs text-muted">
        Signed in by {props.me.signOn}; ends <Time at={props.me.sessionExpiresAt} />.
        <Show when={props.me.admin}> You may run jobs.</Show>
      </p>
      <ul class="mt-2 grid">
        <For each={YOURS}>
          {(page) => (
            <li>
              <A class="menu-item" href={page.path} onClick={() => props.onClose()}>
                <Dynamic component={page.icon} /> {page.word}
              </A>
            </li>
          )}
        </For>
      </ul>
      <p class="mt-3 mb-1 text-xs text-faint">Theme</p>
      <Segments
        label="Theme"
        all={THEMES.map((value) => ({ value, word: WORDS[value] }))}
        value={theme()}
        onChoose={setTheme}
      />
      <button type="button" class="btn mt-3 w-full" disabled={leave.isPending} onClick={() => leave.mutate()}>
        <LogOut /> Sign out of Gatehouse
      </button>
      <Show when={leave.error}>
        {(error) => (
          <p class="mt-2 text-danger-text" role="alert">
            {problemOf(error()).message}
          </p>
        )}
      </Show>
    </Popover>
  );
}
