import { createMemo, For, Show } from "solid-js";
import { now } from "../../lib/clock.ts";
import { count, number } from "../../lib/format.ts";
import { EnvChip } from "../../ui/env-chip.tsx";
import { Time } from "../../ui/time.tsx";
import type { RoleGroup } from "./group-roles.ts";
import { RoleRow } from "./role-row.tsx";

const OLD_MS = 2 * 60 * 60_000;

/** An account's heading and its roles; it says as of when it is true where that is long ago. */
export function RoleGroupRows(props: { group: RoleGroup; withSession: boolean; lastUse: Map<string, string> }) {
  const roles = createMemo(() => new Map(props.group.roles.map((role) => [role.arn, role])));
  const old = () => props.group.asOf !== undefined && now() - Date.parse(props.group.asOf) > OLD_MS;
  return (
    <tbody role="rowgroup">
      <tr role="row" class="group-row">
        <th role="columnheader" scope="colgroup" colspan={props.withSession ? 5 : 4}>
          <span class="flex min-w-0 flex-wrap items-center gap-x-2">
            <EnvChip of={props.group.environment} />
            <h3 class="min-w-0 truncate" title={props.group.accountName}>
              {props.group.accountName}
            </h3>
            <span class="font-mono whitespace-nowrap text-faint">{props.group.accountId}</span>
            <span class="min-w-0 truncate text-faint max-md:hidden">{props.group.units.join(" / ")}</span>
            <span class="ml-auto text-xs whitespace-nowrap text-faint">
              <Show when={old() && props.group.asOf}>
                {(at) => (
                  <span class="mr-3 text-warning-text">
                    as of <Time at={at()} />
                  </span>
                )}
              </Show>
              {props.group.roles.length < props.group.of ? `${number(props.group.roles.length)} of ` : ""}
              {count(props.group.of, "role")}
            </span>
          </span>
        </th>
      </tr>
      <For each={[...roles().keys()]}>
        {(arn) => (
          <Show when={roles().get(arn)}>
            {(role) => <RoleRow role={role()} withSession={props.withSession} used={props.lastUse.get(arn)} />}
          </Show>
        )}
      </For>
    </tbody>
  );
}
