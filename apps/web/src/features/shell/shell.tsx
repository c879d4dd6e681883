import { useIsRouting, useLocation, type RouteSectionProps } from "@solidjs/router";
import { createEffect, on, Show, Suspense } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { useKeys } from "../../lib/keyboard.ts";
import { openOverlay } from "../../lib/overlays.ts";
import { PageProvider, usePageState } from "../../lib/page.tsx";
import { me } from "../session/queries.ts";
import { StaleNotice } from "./as-of.tsx";
import { SideNav } from "./side-nav.tsx";
import { TabBar } from "./tab-bar.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame that every page with navigation stands in. */
export function Shell(props: RouteSectionProps) {
  return (
    <PageProvider>
      <Frame>{props.children}</Frame>
    </PageProvider>
  );
}

function Frame(props: Pick<RouteSectionProps, "children">) {
  let main: HTMLElement | undefined;
  const location = useLocation();
  const routing = useIsRouting();
  const page = usePageState();
  const person = createQuery(me);

  useKeys(() => ({ "mod+k": () => openOverlay("palette"), "?": () => openOverlay("help") }));
  // A new page begins where its content begins, for the keyboard and for screen readers.
  createEffect(
    on(
      () => location.pathname,
      () => main?.focus({ preventScroll: true }),
      { defer: true },
    ),
  );

  const skip = (event: MouseEvent) => {
    event.preventDefault();
    main?.focus();
  };
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to content
      </a>
      <Show when={routing()}>
        <div class="busy" />
      </Show>
      <div class="app">
        <SideNav me={person.data} />
        <TopBar me={person.data} />
        <main ref={(element) => (main = element)} class="main" id="main" tabindex="-1">
          <Suspense>{props.children}</Suspense>
        </main>
        <TabBar me={person.data} />
      </div>
      <StaleNotice />
      <p class="sr-only" role="status">
        {page().title}
      </p>
    </>
  );
}
