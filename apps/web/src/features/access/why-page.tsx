import { useSearchParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { problemOf } from "../../lib/failure.ts";
import { usePage } from "../../lib/page.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { ExplanationCard } from "./explanation-card.tsx";
import { roleExplanation } from "./queries.ts";
import { SummaryCard } from "./summary-card.tsx";
import { WhyForm } from "./why-form.tsx";

/** Why can I, or can I not, use a role? */
export function WhyPage() {
  const [search] = useSearchParams();
  const query = () => String(search["q"] ?? "");
  usePage(() => ({ title: query() ? `Why: ${query()}` : "Check a role", crumbs: ["Check a role"] }));
  return (
    <div class="page">
      <div class="page-narrow">
        <PageHead
          title="Why can I, or can’t I, use a role?"
          lede="Name a role, an account or an ARN. The answer names the rule."
        />
        <div class="mb-5">
          <WhyForm value={query()} />
        </div>
        <Show when={query()} fallback={<HowToAsk />}>
          <Answer query={query()} />
        </Show>
      </div>
    </div>
  );
}

function HowToAsk() {
  return (
    <p class="text-muted">
      A part of a name is enough. An account’s name or id finds its roles. Whoever else is granted a role is named, too.
    </p>
  );
}

function Answer(props: { query: string }) {
  const answer = createQuery(() => roleExplanation(props.query));
  const because = () => (answer.data && answer.error ? problemOf(answer.error).message : undefined);
  return (
    <Loaded query={answer} skeleton={<TableSkeleton rows={3} />} what="This could not be looked up">
      {(found) => (
        <>
          <Show when={because()}>
            <p class="mb-3 text-warning-text">{because()}</p>
          </Show>
          <div class="answers">
            <For each={found().matches} fallback={<NoSuchRole query={props.query} />}>
              {(role) => <ExplanationCard role={role} />}
            </For>
          </div>
          <Show when={found().matches.length === 10}>
            <p class="after">Ten roles are shown. Name the account, too, to find another.</p>
          </Show>
          <div class="next">
            <SummaryCard summary={found().summary} title="What Gatehouse looked at" />
          </div>
        </>
      )}
    </Loaded>
  );
}

function NoSuchRole(props: { query: string }) {
  return (
    <div class="card card-body">
      <h2>Gatehouse knows no role that matches “{props.query}”</h2>
      <p class="mt-1 text-muted">
        It may be new, in an account that Gatehouse does not read, or spelt differently. The sync page says which
        accounts were read, and when.
      </p>
    </div>
  );
}
