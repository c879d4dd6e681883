import { For, Show } from "solid-js";
import { count, number } from "../../lib/format.ts";
import type { RoleGroup } from "./group-roles.ts";
import { NoMatch } from "./no-match.tsx";
import { RoleGroupRows } from "./role-group-rows.tsx";
import { RowKeys } from "./row-keys.tsx";

/** The matching roles by account, drawn as far as was asked for. */
export function RoleTable(props: {
  groups: Map<string, RoleGroup>;
  drawn: number;
  matching: number;
  more: boolean;
  of: number;
  withSession: boolean;
  lastUse: Map<string, string>;
  text: string;
  onMore: () => void;
  onClear: () => void;
}) {
  return (
    <div class="table-wrap">
      <Show when={props.drawn > 0} fallback={<NoMatch text={props.text} of={props.of} onClear={props.onClear} />}>
        <table role="table" class="table roles-table">
          <caption class="sr-only">Roles you may use, grouped by account</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                Role
              </th>
              <Show when={props.withSession}>
                <th role="columnheader" scope="col" class="tight">
                  Session
                </th>
              </Show>
              <th role="columnheader" scope="col" class="tight">
                Last used
              </th>
              <th role="columnheader" scope="col">
                Why you see it
              </th>
              <th role="columnheader" scope="col" class="actions">
                <span class="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          {/* Keyed by id, so that a row keeps its focus when the list is read anew. */}
          <For each={[...props.groups.keys()]}>
            {(id) => (
              <Show when={props.groups.get(id)}>
                {(group) => <RoleGroupRows group={group()} withSession={props.withSession} lastUse={props.lastUse} />}
              </Show>
            )}
          </For>
        </table>
        <div class="pager">
          <span role="status">
            {props.more ? `${number(props.drawn)} of ` : ""}
            {count(props.matching, "role")}
            {props.matching < props.of ? `, ${number(props.of)} unfiltered` : ""}
          </span>
          <Show when={props.more}>
            <button type="button" class="btn btn-sm" data-more onClick={() => props.onMore()}>
              Show more
            </button>
          </Show>
          <RowKeys />
        </div>
      </Show>
    </div>
  );
}
