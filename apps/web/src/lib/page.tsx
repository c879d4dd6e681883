import { createContext, createEffect, createSignal, onCleanup, useContext, type ParentProps } from "solid-js";

/** How true a page is: as of a time, or as it happens. `because` says why it is old. */
export type Freshness = { asOf?: string | undefined; live?: boolean; because?: string | undefined };
export type PageState = { title: string; crumbs: string[]; freshness?: Freshness };

const START: PageState = { title: "", crumbs: [] };

function createPage() {
  const [page, setPage] = createSignal<PageState>(START);
  return { page, setPage };
}

const PageContext = createContext<ReturnType<typeof createPage>>();

/** Lets the frame show what the page in it says of itself. */
export function PageProvider(props: ParentProps) {
  return <PageContext.Provider value={createPage()}>{props.children}</PageContext.Provider>;
}

/** The page that is shown now. */
export function usePageState() {
  const context = useContext(PageContext);
  if (!context) throw new Error("usePageState must be used within a PageProvider");
  return context.page;
}

/** Names the page in the browser's title and in the frame for as long as it is shown. */
export function usePage(state: () => PageState): void {
  const context = useContext(PageContext);
  createEffect(() => {
    document.title = `${state().title} · Gatehouse`;
    context?.setPage(state());
  });
  onCleanup(() => context?.setPage(START));
}
