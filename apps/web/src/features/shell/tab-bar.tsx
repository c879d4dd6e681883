import type { Me } from "@gatehouse/core/me";
import { A, useLocation } from "@solidjs/router";
import Ellipsis from "lucide-solid/icons/ellipsis";
import { createSignal, For, lazy, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { DESTINATIONS, isAt, overseeing, YOURS } from "./destinations.ts";

const MoreCard = lazy(async () => ({ default: (await import("./more-card.tsx")).MoreCard }));

/** The way to every page, at the thumb where there is no room at the side: four pages, and the others behind “More”. */
export function TabBar(props: { me: Me | undefined }) {
  const location = useLocation();
  const [anchor, setAnchor] = createSignal<HTMLElement>();
  const current = (path: string) => (isAt(location.pathname, path) ? "page" : undefined);
  const isMore = () => [...overseeing(props.me), ...YOURS].some(({ path }) => path === location.pathname);
  return (
    <nav class="tabbar" aria-label="Main">
      <For each={DESTINATIONS.flatMap((group) => group.pages)}>
        {(page) => (
          <A href={page.path} aria-current={current(page.path)}>
            <Dynamic component={page.icon} /> {page.word}
          </A>
        )}
      </For>
      <button
        type="button"
        aria-current={isMore() ? "true" : undefined}
        aria-haspopup="dialog"
        aria-expanded={anchor() !== undefined}
        onClick={({ currentTarget }) => setAnchor((open) => (open ? undefined : currentTarget))}
      >
        <Ellipsis /> More
      </button>
      <Suspense>
        <Show when={anchor()} keyed>
          {(opener) => (
            <MoreCard me={props.me} current={location.pathname} anchor={opener} onClose={() => setAnchor(undefined)} />
          )}
        </Show>
      </Suspense>
    </nav>
  );
}
