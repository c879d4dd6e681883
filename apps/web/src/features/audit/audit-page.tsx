import Download from "lucide-solid/icons/download";
import { createMemo } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { usePage } from "../../lib/page.tsx";
import { createSettled } from "../../lib/settled.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { EventTable } from "./event-table.tsx";
import { type AuditFilterText, exportAddress, wishOf } from "./filter.ts";
import { auditEvents } from "./queries.ts";

const TYPING_MS = 300;

/** Who did what, when, and from where? */
export function AuditPage() {
  const state = {
    person: createUrlState("person"),
    command: createUrlState("command"),
    outcome: createUrlState("outcome"),
    from: createUrlState("from"),
    to: createUrlState("to"),
  };
  const [before, setBefore] = createUrlState("before");
  const filter = createMemo<AuditFilterText>(() => ({
    person: state.person[0](),
    command: state.command[0](),
    outcome: state.outcome[0](),
    from: state.from[0](),
    to: state.to[0](),
  }));
  const settled = createSettled(filter, TYPING_MS);
  const wish = createMemo(() => wishOf(settled()));
  const page = createQuery(() => auditEvents(wish(), before() || undefined));
  const seesAll = createMemo<boolean>((last) => page.data?.seesAll ?? last, false);
  const change = (name: keyof AuditFilterText, value: string) => {
    state[name][1](value);
    setBefore("");
  };
  usePage(() => ({ title: "Audit log", crumbs: ["Operate", "Audit log"] }));
  return (
    <div class="page">
      <Head seesAll={seesAll()} address={(format) => exportAddress(wish(), format)} />
      <AuditFilters filter={filter()} seesAll={seesAll()} onChange={change} />
      <Loaded query={page} skeleton={<TableSkeleton rows={12} />} what="The audit log could not be read">
        {(found) => (
          <EventTable
            page={found()}
            filtered={Object.keys(wish()).length > 0}
            newest={before() === ""}
            onOlder={setBefore}
            onNewest={() => setBefore("")}
          />
        )}
      </Loaded>
    </div>
  );
}

function Head(props: { seesAll: boolean; address: (format: "csv" | "jsonl") => string }) {
  return (
    <PageHead
      title="Audit log"
      lede={
        props.seesAll
          ? "Everything that anybody did or was refused, the newest first. Nothing here is ever changed or removed."
          : "What you did or were refused yourself, the newest first. Auditors see what everybody did."
      }
    >
      <a class="btn" href={props.address("csv")} download="">
        <Download /> CSV
      </a>
      <a class="btn" href={props.address("jsonl")} download="">
        <Download /> JSON lines
      </a>
    </PageHead>
  );
}
