import { For, Show } from "solid-js";
import { now } from "../../lib/clock.ts";
import { EnvChip } from "../../ui/env-chip.tsx";
import { Time } from "../../ui/time.tsx";
import type { AccessAnswer } from "./queries.ts";

const OLD_MS = 2 * 60 * 60_000;

/** Whose policies an answer rests on, in which account, and as of when they are known; what is old says so. */
export function ReadRoles(props: { roles: AccessAnswer["roles"] }) {
  const isOld = (at: string) => now() - Date.parse(at) > OLD_MS;
  return (
    <Show when={props.roles.length > 0}>
      <ul class="read-roles">
        <For each={props.roles}>
          {({ name, accountName, environment, asOf }) => (
            <li classList={{ "text-warning-text": asOf === undefined || isOld(asOf) }}>
              By the policies of <b>{name}</b> in {accountName} <EnvChip of={environment} />{" "}
              <Show when={asOf} fallback="as of an unknown time: its account was never read to the end">
                {(at) => (
                  <>
                    as of <Time at={at()} />
                    <Show when={isOld(at())}>, which is old: the sync page says why</Show>
                  </>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
