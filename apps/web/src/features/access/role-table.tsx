import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { count, number } from "../../lib/format.ts";
import { firstRows, groupRoles } from "./group-roles.ts";
import { NoMatch } from "./no-match.tsx";
import { RoleGroupRows } from "./role-group-rows.tsx";

const FIRST = 60;
const MORE = 200;

/** All roles by account. Rows are drawn in portions, so that thousands cost no more than a screenful. */
export function RoleTable(props: {
  roles: EligibleRole[];
  of: number;
  lastUse: Map<string, string>;
  text: string;
  onClear: () => void;
}) {
  const [limit, setLimit] = createSignal(FIRST);
  createEffect(
    on(
      () => props.text,
      () => setLimit(FIRST),
      { defer: true },
    ),
  );
  const drawn = createMemo(() => firstRows(groupRoles(props.roles), limit()));
  const groups = createMemo(() => new Map(drawn().shown.map((group) => [group.accountId, group])));
  const withSession = createMemo(() => props.roles.some((role) => role.sessionSeconds !== undefined));
  const rows = () => props.roles.length - drawn().rest;
  return (
    <div class="table-wrap">
      <Show
        when={props.roles.length > 0}
        fallback={<NoMatch text={props.text} of={props.of} onClear={props.onClear} />}
      >
        <table role="table" class="table roles-table">
          <caption class="sr-only">Roles you may use, grouped by account</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                Role
              </th>
              <Show when={withSession()}>
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
          <For each={[...groups().keys()]}>
            {(id) => (
              <Show when={groups().get(id)}>
                {(group) => <RoleGroupRows group={group()} withSession={withSession()} lastUse={props.lastUse} />}
              </Show>
            )}
          </For>
        </table>
        <div class="pager">
          <span role="status">
            {drawn().rest > 0 ? `${number(rows())} of ` : ""}
            {count(props.roles.length, "role")}
            {props.roles.length < props.of ? `, ${number(props.of)} unfiltered` : ""}
          </span>
          <Show when={drawn().rest > 0}>
            <button type="button" class="btn btn-sm" data-more onClick={() => setLimit((rows) => rows + MORE)}>
              {drawn().rest > MORE ? `Show ${MORE} more` : "Show the rest"}
            </button>
          </Show>
          <span class="keys max-md:hidden" aria-hidden="true">
            <span>
              <kbd>J</kbd>
              <kbd>K</kbd> move
            </span>
            <span>
              <kbd>↵</kbd> sign in
            </span>
            <span>
              <kbd>C</kbd> copy CLI command
            </span>
            <span>
              <kbd>P</kbd> pin
            </span>
            <span>
              <kbd>W</kbd> why
            </span>
          </span>
        </div>
      </Show>
    </div>
  );
}
