import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import ArrowRight from "lucide-solid/icons/arrow-right";
import { createMemo, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { count } from "../../lib/format.ts";
import { useKeys } from "../../lib/keyboard.ts";
import { roleLink } from "../../lib/role-link.ts";
import { Alone } from "../../ui/alone.tsx";
import { RolePlace } from "../../ui/role-place.tsx";
import { Time } from "../../ui/time.tsx";
import type { Asked } from "./deep-link.ts";
import { landing } from "./landing.ts";
import { preferences } from "./queries.ts";

const KEYED = 9;
const SHOWN = 30;

type Destination = { host: string; service?: string; region?: string };

/** Which of several roles a link means: the one used last comes first. */
export function ChooseRole(props: { asked: Asked; roles: EligibleRole[]; destination: Destination }) {
  const kept = createQuery(preferences);
  const used = createMemo(() => new Map(kept.data?.recents.map(({ arn, at }) => [arn, at])));
  const sorted = createMemo(() => lastUsedFirst(props.roles, used()));
  const links = () => sorted().slice(0, SHOWN);
  const href = (role: EligibleRole) => roleLink(role, props.asked);
  useKeys(() => {
    const hrefs = links().slice(0, KEYED).map(href);
    return Object.fromEntries(hrefs.map((to, index) => [String(index + 1), () => location.assign(to)]));
  });
  return (
    <Alone title="Which role?" wide>
      <h1 class="alone-title">Which role do you want?</h1>
      <p class="alone-lede">
        {count(props.roles.length, "role")} of yours match <code class="thing">{props.asked.query}</code>. You will land
        in <b>{landing(props.destination)}</b>.
      </p>
      <ul class="choices" aria-label="Matching roles">
        <For each={links()}>
          {(role, index) => (
            <li>
              <a class="choice" classList={{ "choice-first": index() === 0 }} href={href(role)}>
                <Show when={index() < KEYED}>
                  <kbd class="max-md:hidden">{index() + 1}</kbd>
                </Show>
                <span class="min-w-0 grow">
                  <b class="block truncate">{role.name}</b>
                  <span class="choice-place">
                    <RolePlace role={role} />
                  </span>
                </span>
                <span class="text-xs whitespace-nowrap text-faint max-sm:hidden">
                  <Show when={used().get(role.arn)} fallback="not used yet">
                    {(at) => (
                      <>
                        used <Time at={at()} />
                      </>
                    )}
                  </Show>
                </span>
                <ArrowRight />
              </a>
            </li>
          )}
        </For>
      </ul>
      <p class="alone-foot flex flex-wrap justify-between gap-2">
        <span>Your other AWS console sessions stay open.</span>
        <a href={`/?q=${encodeURIComponent(props.asked.query)}`}>
          {props.roles.length > SHOWN ? `All ${props.roles.length} matching roles` : "All your roles"}
        </a>
      </p>
    </Alone>
  );
}

function lastUsedFirst(roles: readonly EligibleRole[], used: ReadonlyMap<string, string>): EligibleRole[] {
  return roles.toSorted((a, b) => (used.get(b.arn) ?? "").localeCompare(used.get(a.arn) ?? ""));
}
