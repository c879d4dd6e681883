import CircleAlert from "lucide-solid/icons/circle-alert";
import { Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { usePage } from "../../lib/page.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { currentSettings, type SettingsNow } from "./queries.ts";
import { SettingsDesk } from "./settings-desk.tsx";

/** Which rules are in force, who set them, and what would another rule change? */
export function SettingsPage() {
  const current = createQuery(currentSettings);
  usePage(() => ({ title: "Settings", crumbs: ["Operate", "Settings"] }));
  return (
    <div class="page">
      <PageHead title="Settings" lede={<Lede now={current.data} />} />
      <Loaded query={current} skeleton={<TableSkeleton rows={12} />} what="The settings could not be read">
        {(now) => (
          <>
            <Show when={now().problem}>{(why) => <NotInForce why={why()} />}</Show>
            <SettingsDesk now={now()} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Lede(props: { now: SettingsNow | undefined }) {
  return (
    <Show when={props.now?.saved} fallback="Who may use which roles, and who administers Gatehouse.">
      {(saved) => (
        <>
          Saved by {saved().savedBy} <Time at={saved().savedAt} />
          <Show when={saved().note}>{(note) => <>: “{note()}”</>}</Show>
        </>
      )}
    </Show>
  );
}

function NotInForce(props: { why: string }) {
  return (
    <div class="callout callout-danger notice" role="alert">
      <CircleAlert />
      <div>
        <b>What is saved is not in force</b>
        <p>{props.why}. The settings that were in force before stay so until it is repaired.</p>
      </div>
    </div>
  );
}
