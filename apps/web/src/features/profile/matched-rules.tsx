import type { GrantRule } from "@gatehouse/core/access/grant";
import type { Profile } from "@gatehouse/core/profile";
import { A } from "@solidjs/router";
import { For } from "solid-js";
import { count } from "../../lib/format.ts";

/** For the e-mail and each group, the rules that name it; those that no rule names are said, too. */
export function MatchedRules(props: { of: Profile }) {
  return (
    <section class="card" aria-labelledby="matched">
      <div class="card-head">
        <h2 id="matched">Which rules name you</h2>
        <A class="ml-auto text-xs" href="/why">
          Check one role
        </A>
      </div>
      <dl class="card-body facts">
        <For each={props.of.matched}>
          {(one) => (
            <>
              <dt>
                <span class="thing">{one.identity}</span>
              </dt>
              <dd>
                <For each={one.rules} fallback={<span class="text-faint">No rule names it</span>}>
                  {(matched) => (
                    <span class="block">
                      {words(matched.rule)}: {count(matched.roles, "role")}
                      {matched.use === "cli-only" ? ", for the CLI alone" : ""}
                    </span>
                  )}
                </For>
              </dd>
            </>
          )}
        </For>
        <For each={props.of.nearMisses}>
          {(miss) => (
            <>
              <dt>Near</dt>
              <dd>
                <span class="thing">{miss.named}</span> is named on {count(miss.roles, "role")}; yours is{" "}
                <span class="thing">{miss.yours}</span>
              </dd>
            </>
          )}
        </For>
      </dl>
    </section>
  );
}

function words(rule: GrantRule): string {
  switch (rule.kind) {
    case "tag":
      return `The tag ${rule.tag}`;
    case "settings":
      return `The setting ${rule.key}`;
    case "hook":
      return `The hook ${rule.name}`;
  }
}
