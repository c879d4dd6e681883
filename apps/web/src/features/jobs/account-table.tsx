import { createMemo, createSignal, For, Show } from "solid-js";
import { count, number } from "../../lib/format.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { Segments, type Segment } from "../../ui/segments.tsx";
import { AccountRow } from "./account-row.tsx";
import { countStates, filterAccounts, STATE_WORDS, type AccountLine, type AccountState } from "./account-states.ts";

const FIRST = 60;
const HEADS = [
  { word: "Account", class: "" },
  { word: "State", class: "tight" },
  { word: "Last reading", class: "" },
  { word: "Roles", class: "right tight" },
  { word: "Changed", class: "right tight" },
  { word: "Took", class: "right tight" },
  { word: "As of", class: "tight" },
];

/** Every account, those that need someone first. */
export function AccountTable(props: { lines: AccountLine[] }) {
  const [text, setText] = createUrlState("q");
  const [state, setState] = createUrlState("state");
  const [limit, setLimit] = createSignal(FIRST);
  const counts = createMemo(() => countStates(props.lines));
  const shown = createMemo(() => filterAccounts(props.lines, { text: text(), state: state() }));
  const byId = createMemo(() => new Map(shown().map((line) => [`${line.id} ${line.kind}`, line])));
  const ids = createMemo(() => [...byId().keys()].slice(0, limit()));
  const segments = (): Segment<string>[] => [
    { value: "", word: "All", count: props.lines.length },
    ...(Object.keys(STATE_WORDS) as AccountState[])
      .filter((one) => counts().has(one))
      .map((one) => ({ value: one, word: STATE_WORDS[one], count: counts().get(one) ?? 0 })),
  ];
  return (
    <section aria-labelledby="accounts">
      <div class="section-head">
        <h2 id="accounts">Accounts</h2>
        <span class="note">{number(props.lines.length)}, those that need you first</span>
      </div>
      <div class="filters">
        <SearchField label="Filter accounts" hint="Filter by name, id or unit" value={text()} onInput={setText} />
        <Segments label="State" all={segments()} value={state()} onChoose={setState} />
      </div>
      <div class="table-wrap">
        <table role="table" class="table jobs-table">
          <caption class="sr-only">Sync state of each account</caption>
          <thead role="rowgroup">
            <tr role="row">
              <For each={HEADS}>
                {(head) => (
                  <th role="columnheader" scope="col" class={head.class}>
                    {head.word}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <For each={ids()}>
              {(id) => <Show when={byId().get(id)}>{(line) => <AccountRow line={line()} />}</Show>}
            </For>
          </tbody>
        </table>
        <Show when={shown().length === 0}>
          <p class="px-3 py-6 text-muted">
            No account {state() ? `is ${STATE_WORDS[state() as AccountState].toLowerCase()}` : "is here"}
            {text() ? ` and matches “${text()}”` : ""}.
          </p>
        </Show>
        <div class="pager">
          <span role="status">
            {number(ids().length)} of {count(props.lines.length, "account")}
          </span>
          <Show when={shown().length > ids().length}>
            <button type="button" class="btn btn-sm" onClick={() => setLimit((rows) => rows + 300)}>
              Show the rest
            </button>
          </Show>
          <span class="ml-auto max-sm:hidden">Updates by itself</span>
        </div>
      </div>
    </section>
  );
}
