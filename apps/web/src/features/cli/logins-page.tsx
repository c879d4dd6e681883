import { useNavigate, useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { usePage } from "../../lib/page.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { me } from "../session/queries.ts";
import { FirstLogin } from "./first-login.tsx";
import { LoginTable } from "./login-table.tsx";
import { OtherPerson } from "./other-person.tsx";
import { PendingLogins } from "./pending-logins.tsx";
import { cliLogins } from "./queries.ts";

/** Which programs may fetch credentials in my name? */
export function LoginsPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const who = createQuery(me);
  const whose = () => (search["person"] ? String(search["person"]).toLowerCase() : undefined);
  const logins = createQuery(() => cliLogins(whose()));
  const look = (name: string) => navigate(name ? `/cli?person=${encodeURIComponent(name)}` : "/cli");
  const mine = () => whose() === undefined || whose() === who.data?.name;
  usePage(() => ({
    title: "CLI logins",
    crumbs: ["You", "CLI logins"],
    freshness: logins.updatedAt ? { asOf: new Date(logins.updatedAt).toISOString() } : {},
  }));
  return (
    <div class="page">
      <PageHead
        title="CLI logins"
        lede="Programs that may fetch credentials of your roles. An ended login is refused at its next call; keys that it fetched before live on until they expire, within the hour."
      />
      <PendingLogins />
      <Show when={who.data?.admin}>
        <OtherPerson value={whose() ?? ""} onName={look} />
      </Show>
      <Loaded query={logins} skeleton={<TableSkeleton rows={3} />} what="The logins could not be read">
        {(known) => (
          <Show
            when={known().length > 0}
            fallback={
              <Show when={mine()} fallback={<p class="after">{whose()} has no CLI login.</p>}>
                <FirstLogin person={who.data?.name} />
              </Show>
            }
          >
            <LoginTable logins={known()} person={mine() ? undefined : whose()} />
          </Show>
        )}
      </Loaded>
    </div>
  );
}
