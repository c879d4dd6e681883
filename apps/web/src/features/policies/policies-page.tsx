import { A, useBeforeLeave, useParams } from "@solidjs/router";
import { createSignal, For, onCleanup, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import "../../styles/policies.css";
import { createQuery } from "../../lib/create-query.ts";
import { usePage } from "../../lib/page.tsx";
import { writePending } from "../../lib/url-state.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { me } from "../session/queries.ts";
import { CheckView } from "./check-view.tsx";
import { CompareView } from "./compare-view.tsx";
import { DeniedView } from "./denied-view.tsx";
import { receiveTexts, reloadOnTexts } from "./receive-texts.ts";
import { SimulatorView } from "./simulator-view.tsx";

const VIEWS = [
  {
    view: "",
    word: "Simulator",
    title: "Can a role do this?",
    lede: "Who, what, on which resource. The answer shows every policy that AWS would ask, in its order.",
    component: SimulatorView,
  },
  {
    view: "lint",
    word: "Check a policy",
    title: "Check a policy",
    lede: "What AWS would refuse, what is hardly meant, and how much room is left.",
    component: CheckView,
  },
  {
    view: "compare",
    word: "Compare",
    title: "What can one do that the other cannot?",
    lede: "Two roles, or two policies: what each can do by its own policies, and the other cannot.",
    component: CompareView,
  },
  {
    view: "denied",
    word: "Explain a denial",
    title: "Why was it denied?",
    lede: "Paste what AWS said, or CloudTrail’s event: which policy is in the way, whose it is, and the smallest statement that helps.",
    component: DeniedView,
  },
];

/** What do policies say? One question a view. */
export function PoliciesPage() {
  const params = useParams();
  const person = createQuery(me);
  const [received, setReceived] = createSignal(false);
  void receiveTexts().then(() => setReceived(true));
  addEventListener("hashchange", reloadOnTexts);
  onCleanup(() => removeEventListener("hashchange", reloadOnTexts));
  // A question that was left for another view is there again on the way back by its tab.
  const [questions, setQuestions] = createSignal<ReadonlyMap<string, string>>(new Map());
  useBeforeLeave(({ to }) => {
    const left = chosen();
    // The browser's Back has changed the address already.
    if (left === undefined || typeof to === "number") return;
    writePending();
    setQuestions((known) => new Map(known).set(left.view, location.search));
  });
  const chosen = () => VIEWS.find(({ view }) => view === (params["view"] ?? ""));
  usePage(() => ({
    title: chosen()?.word ?? "No such page",
    crumbs: ["Policies", ...(chosen() ? [chosen()?.word ?? ""] : [])],
  }));
  return (
    <div class="page">
      <Show when={chosen()} fallback={<NoSuchView />} keyed>
        {(view) => (
          <>
            <PageHead title={view.title} lede={view.lede} />
            <nav class="policy-tabs" aria-label="Questions about policies">
              <For each={VIEWS}>
                {(tab) => (
                  <A
                    href={(tab.view ? `/policies/${tab.view}` : "/policies") + (questions().get(tab.view) ?? "")}
                    aria-current={tab === view ? "page" : undefined}
                    // One is there already: to go there anew would empty the fields.
                    onClick={(event) => tab === view && !event.ctrlKey && !event.metaKey && event.preventDefault()}
                  >
                    {tab.word}
                  </A>
                )}
              </For>
            </nav>
            <Show when={person.data === undefined && person.error}>
              {(error) => <ErrorPlace error={error()} retry={person.refetch} what="Who you are could not be read" />}
            </Show>
            {/* What this tab keeps of another person is gone once it is known who is signed in. */}
            <Show when={person.data && received()}>
              <Dynamic component={view.component} />
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

function NoSuchView() {
  return <PageHead title="There is no such page" lede={<A href="/policies">Ask what a role can do</A>} />;
}
