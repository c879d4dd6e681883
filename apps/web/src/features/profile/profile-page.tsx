import type { Profile } from "@gatehouse/core/profile";
import { useMutation } from "@tanstack/solid-query";
import LogOut from "lucide-solid/icons/log-out";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { usePage } from "../../lib/page.tsx";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { Claims } from "./claims.tsx";
import { MatchedRules } from "./matched-rules.tsx";
import { profile, signOutEverywhere } from "./queries.ts";

/** Who does Gatehouse think I am, by whose word, and what follows? */
export function ProfilePage() {
  const answer = createQuery(profile);
  const leave = useMutation(signOutEverywhere);
  usePage(() => ({ title: "Your sign-on", crumbs: ["You", "Your sign-on"] }));
  return (
    <div class="page">
      <div class="page-narrow">
        <PageHead title="Your sign-on" lede="What it said of you, what Gatehouse read from it, and which rules follow.">
          <button type="button" class="btn" disabled={leave.isPending} onClick={() => leave.mutate()}>
            <LogOut /> Sign out everywhere
          </button>
        </PageHead>
        <Show when={leave.error}>
          {(error) => (
            <div class="notice">
              <ErrorPlace error={error()} what="You are not signed out" />
            </div>
          )}
        </Show>
        <Loaded query={answer} skeleton={<TableSkeleton rows={6} />} what="Your sign-on could not be read">
          {(mine) => (
            <div class="stack">
              <Notice of={mine()} />
              <Facts of={mine()} />
              <MatchedRules of={mine()} />
              <Claims of={mine()} />
            </div>
          )}
        </Loaded>
      </div>
    </div>
  );
}

function Notice(props: { of: Profile }) {
  return (
    <Show when={props.of.notice}>
      {(notice) => (
        <div class="callout callout-warning">
          <TriangleAlert />
          <p>{notice()}</p>
        </div>
      )}
    </Show>
  );
}

const METHODS: Record<string, string> = {
  oidc: "your organization’s OpenID Connect provider",
  header: "the sign-on in front of Gatehouse",
  demo: "the demo, which asks for no password",
};

function Facts(props: { of: Profile }) {
  return (
    <section class="card" aria-labelledby="facts">
      <div class="card-head">
        <h2 id="facts">Who you are here</h2>
      </div>
      <dl class="card-body facts">
        <dt>Name</dt>
        <dd>
          <span class="thing">{props.of.name}</span> {props.of.displayName}
        </dd>
        <dt>Signed in by</dt>
        <dd>
          {METHODS[props.of.signOn] ?? props.of.signOn}
          <Show when={props.of.signedOnAt}>
            {(at) => (
              <>
                , <Time at={at()} />
              </>
            )}
          </Show>
        </dd>
        <dt>Groups</dt>
        <dd>
          <span class="granted">
            <For each={props.of.groups} fallback="None">
              {(group) => <span class="thing">{group}</span>}
            </For>
          </span>
          <Show when={props.of.groupsFrom}>{(from) => <span class="text-xs text-faint">Read from {from()}</span>}</Show>
        </dd>
        <Show when={props.of.liveTokens.length > 0}>
          <dt>API tokens</dt>
          <dd>
            <span class="granted">
              <For each={props.of.liveTokens}>{(name) => <span class="thing">{name}</span>}</For>
            </span>
            <span class="text-xs text-faint">
              Signing out everywhere ends your sessions and CLI logins; <a href="/tokens">API tokens</a> go on until you
              revoke them.
            </span>
          </dd>
        </Show>
        <dt>Admin groups</dt>
        <dd>
          <For each={props.of.admin} fallback="None: you may do what everyone may">
            {(one) => (
              <span class="block">
                <span class="thing">{one.group}</span> because {one.because}
              </span>
            )}
          </For>
        </dd>
      </dl>
    </section>
  );
}
