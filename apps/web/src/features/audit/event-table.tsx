import type { AuditEvent } from "@gatehouse/core/audit-event";
import { For, Show } from "solid-js";
import { count, exactTime } from "../../lib/format.ts";
import { EventRow } from "./event-row.tsx";

export type EventPage = { events: AuditEvent[]; next?: string; reached: string };

/** A page of events, and the way to older and newer ones. */
export function EventTable(props: {
  page: EventPage;
  filtered: boolean;
  newest: boolean;
  onOlder: (place: string) => void;
  onNewest: () => void;
}) {
  return (
    <div class="table-wrap">
      <Show when={props.page.events.length > 0} fallback={<Nothing page={props.page} filtered={props.filtered} />}>
        <table role="table" class="table">
          <caption class="sr-only">Events, the newest first</caption>
          <thead role="rowgroup">
            <tr role="row">
              <For each={["What", "Outcome", "Who", "Because", "Address", "When"]}>
                {(head) => (
                  <th role="columnheader" scope="col">
                    {head}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <For each={props.page.events}>{(event) => <EventRow event={event} />}</For>
          </tbody>
        </table>
      </Show>
      <div class="pager">
        <span>
          {count(props.page.events.length, "event")}, back to {exactTime(props.page.reached)}
        </span>
        <Show when={!props.newest}>
          <button type="button" class="btn btn-sm ml-auto" onClick={() => props.onNewest()}>
            Newest
          </button>
        </Show>
        <Show when={props.page.next}>
          {(place) => (
            <button
              type="button"
              class="btn btn-sm"
              classList={{ "ml-auto": props.newest }}
              onClick={() => props.onOlder(place())}
            >
              Look further back
            </button>
          )}
        </Show>
      </div>
    </div>
  );
}

function Nothing(props: { page: EventPage; filtered: boolean }) {
  return (
    <div class="empty">
      <h2>{props.filtered ? "Nothing fits the filter" : "Nothing is on record"}</h2>
      <p>
        Gatehouse looked back to {exactTime(props.page.reached)}.
        <Show when={props.page.next} fallback=" That is as far as it looks unless you name an earlier day.">
          {" "}
          It can look further back.
        </Show>
      </p>
    </div>
  );
}
