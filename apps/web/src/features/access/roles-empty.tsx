import type { AccessSummary } from "@gatehouse/core/access/explanation";
import { A } from "@solidjs/router";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { SummaryCard } from "./summary-card.tsx";
import { me } from "../session/queries.ts";
import { WhyForm } from "./why-form.tsx";

/** Why the list is empty, and what to do about it. */
export function RolesEmpty(props: { summary: AccessSummary }) {
  const person = createQuery(me);
  const near = () => props.summary.nearMisses[0];
  return (
    <div class="page-narrow">
      <PageHead
        title="Roles"
        lede="You may not use any role yet. Here is what Gatehouse looked at, and how to change it."
      />
      <Show when={person.data?.notice}>
        {(notice) => (
          <div class="callout callout-warning notice">
            <TriangleAlert />
            <p>
              {notice()} <A href="/me">What your sign-on said</A>
            </p>
          </div>
        )}
      </Show>
      <SummaryCard summary={props.summary} title="Why this list is empty" />
      <section class="next" aria-labelledby="next">
        <h2 id="next">What you can do</h2>
        <div class="next-grid">
          <div class="card card-body">
            <h3>Join the right group</h3>
            <Show
              when={near()}
              fallback={
                <p>
                  Ask whoever runs your groups to add you to one that a role’s tag names, then sign out of Gatehouse and
                  in again.
                </p>
              }
            >
              {(miss) => (
                <p>
                  Roles for <span class="thing">{miss().named}</span> were probably meant for you: you are in{" "}
                  <span class="thing">{miss().yours}</span>. Ask the owner of those roles to name your group.
                </p>
              )}
            </Show>
          </div>
          <div class="card card-body">
            <h3>Check one role</h3>
            <p>Name a role or paste an ARN to see which rule would have to change for you to use it.</p>
            <WhyForm />
          </div>
        </div>
      </section>
    </div>
  );
}
