import { lazy, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { problemOf } from "../../lib/failure.ts";
import { usePage } from "../../lib/page.tsx";
import { createUrlState } from "../../lib/url-state.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { eligibleRoles } from "./queries.ts";
import { RolesSkeleton } from "./roles-skeleton.tsx";
import { RolesView } from "./roles-view.tsx";

const RolesEmpty = lazy(async () => ({ default: (await import("./roles-empty.tsx")).RolesEmpty }));

/** Which roles may I use? */
export function RolesPage() {
  const [cli, setCli] = createUrlState("cli");
  const roles = createQuery(() => eligibleRoles(cli() === "1"));
  usePage(() => ({
    title: "Roles",
    crumbs: ["Roles"],
    freshness: {
      asOf: roles.data?.asOf,
      because: roles.data?.stale ?? (roles.data && roles.error ? problemOf(roles.error).message : undefined),
    },
  }));
  return (
    <div class="page">
      <Loaded
        query={roles}
        skeleton={<RolesSkeleton />}
        head={<PageHead title="Roles" />}
        what="Your roles could not be read"
      >
        {(answer) => (
          <Show
            when={answer().roles.length > 0 || answer().cliOnlyHidden > 0}
            fallback={<Show when={answer().summary}>{(summary) => <RolesEmpty summary={summary()} />}</Show>}
          >
            <RolesView
              roles={answer().roles}
              cliOnlyHidden={answer().cliOnlyHidden}
              cliOnlyShown={cli() === "1"}
              onCliOnly={(shown) => setCli(shown ? "1" : "")}
            />
          </Show>
        )}
      </Loaded>
    </div>
  );
}
