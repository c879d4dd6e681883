import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { Match, Show, Switch } from "solid-js";
import { now } from "../../lib/clock.ts";
import { usePageState } from "../../lib/page.tsx";
import { Time } from "../../ui/time.tsx";

const OLD_MS = 2 * 60 * 60_000;

/** Says how true the page is: as it happens, or as of when; what is old looks old. */
export function AsOf() {
  const page = usePageState();
  const freshness = () => page().freshness;
  const old = (at: string) => now() - Date.parse(at) > OLD_MS;
  return (
    <Switch>
      <Match when={freshness()?.live}>
        <span class="live">Live</span>
      </Match>
      <Match when={freshness()?.asOf}>
        {(at) => (
          <span class="live" classList={{ "live-stale": Boolean(freshness()?.because) || old(at()) }}>
            <span>
              As of <Time at={at()} />
              <Show when={freshness()?.because ?? old(at())}>, stale</Show>
            </span>
          </span>
        )}
      </Match>
      <Match when={freshness()?.because}>
        <span class="live live-stale">Stale</span>
      </Match>
    </Switch>
  );
}

/** Says why what is shown is old, above the page's end, so that no row moves. */
export function StaleNotice() {
  const page = usePageState();
  return (
    <div class="stale-notice" role="status">
      <Show when={page().freshness?.because}>
        {(because) => (
          <div class="callout callout-warning">
            <TriangleAlert />
            <p>{because()}</p>
          </div>
        )}
      </Show>
    </div>
  );
}
