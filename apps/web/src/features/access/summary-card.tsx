import type { AccessSummary } from "@gatehouse/core/access/explanation";
import LogIn from "lucide-solid/icons/log-in";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Tag from "lucide-solid/icons/tag";
import { For, Show } from "solid-js";
import { count, number } from "../../lib/format.ts";

/** What Gatehouse looked at: who sign-on said one is, which rules exist, and which came near. */
export function SummaryCard(props: { summary: AccessSummary; title: string }) {
  return (
    <section class="card" aria-labelledby="summary">
      <div class="card-head">
        <h2 id="summary">{props.title}</h2>
        <span class="ml-auto text-xs text-faint">{count(props.summary.rolesLookedAt, "role")} looked at</span>
      </div>
      <ol class="list why-list">
        <li>
          <LogIn />
          <div>
            <h3>Your sign-on named you and {count(props.summary.groups.length, "group")}</h3>
            <p class="flex flex-wrap gap-1.5">
              <span class="thing">{props.summary.person}</span>
              <For each={props.summary.groups}>{(group) => <span class="thing">{group}</span>}</For>
            </p>
          </div>
        </li>
        <li>
          <Tag />
          <div>
            <h3>Tags on roles grant them to people and groups</h3>
            <For each={props.summary.tags} fallback={<p>No tag is configured to grant roles.</p>}>
              {(tag) => (
                <p>
                  {number(tag.roles)} {tag.roles === 1 ? "role carries" : "roles carry"}{" "}
                  <span class="thing">{tag.tag}</span>
                  {tag.use === "cli-only" ? ", for the CLI alone" : ""}.
                </p>
              )}
            </For>
            <For each={props.summary.nearMisses}>
              {(miss) => (
                <p>
                  Near: <span class="thing">{miss.named}</span> on {count(miss.roles, "role")}; yours is{" "}
                  <span class="thing">{miss.yours}</span>.
                </p>
              )}
            </For>
          </div>
        </li>
        <li>
          <SlidersHorizontal />
          <div>
            <h3>The settings map people and groups to roles</h3>
            <p>
              <Show
                when={props.summary.mappedIdentities > 0}
                fallback={
                  <>
                    No one is named in <span class="thing">group_mapping</span>.
                  </>
                }
              >
                {count(props.summary.mappedIdentities, "person or group", "people and groups")} named in{" "}
                <span class="thing">group_mapping</span>.
              </Show>
            </p>
          </div>
        </li>
      </ol>
    </section>
  );
}
