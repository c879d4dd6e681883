import Search from "lucide-solid/icons/search";
import { For, lazy, Show, Suspense, createSignal } from "solid-js";
import type { Me } from "@gatehouse/core/me";
import { initials } from "../../lib/format.ts";
import { openOverlay } from "../../lib/overlays.ts";
import { usePageState } from "../../lib/page.tsx";
import { AsOf } from "./as-of.tsx";

const PersonCard = lazy(async () => ({ default: (await import("./person-card.tsx")).PersonCard }));
const SEARCH_KEY = navigator.userAgent.includes("Mac") ? "⌘K" : "Ctrl K";

/** Where you are, search, how true the page is, and you; the same on every page. */
export function TopBar(props: { me: Me | undefined }) {
  const page = usePageState();
  const [anchor, setAnchor] = createSignal<HTMLElement>();
  const last = (index: number) => index === page().crumbs.length - 1;
  return (
    <header class="topbar">
      <nav class="crumbs" aria-label="Where you are">
        <ol>
          <For each={page().crumbs}>
            {(crumb, index) => (
              <li>
                <span aria-current={last(index()) ? "page" : undefined}>{crumb}</span>
              </li>
            )}
          </For>
        </ol>
      </nav>
      <button
        type="button"
        class="jump"
        aria-keyshortcuts="Meta+K Control+K"
        aria-haspopup="dialog"
        onClick={() => openOverlay("palette")}
      >
        <Search /> <span class="jump-text">Search roles and pages</span> <kbd>{SEARCH_KEY}</kbd>
      </button>
      <AsOf />
      <Show when={props.me} fallback={<span class="size-8" />}>
        {(me) => (
          <button
            type="button"
            class="btn btn-ghost btn-icon"
            aria-haspopup="dialog"
            aria-expanded={anchor() !== undefined}
            onClick={({ currentTarget }) => setAnchor((open) => (open ? undefined : currentTarget))}
          >
            <span class="avatar" aria-hidden="true">
              {initials(me().displayName)}
            </span>
            <span class="sr-only">{me().displayName}: account and theme</span>
          </button>
        )}
      </Show>
      <Suspense>
        <Show when={anchor()} keyed>
          {(opener) => (
            <Show when={props.me}>
              {(me) => <PersonCard me={me()} anchor={opener} onClose={() => setAnchor(undefined)} />}
            </Show>
          )}
        </Show>
      </Suspense>
    </header>
  );
}
