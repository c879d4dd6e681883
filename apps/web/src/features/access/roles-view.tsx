import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Environment } from "@gatehouse/core/account";
import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { createMemo, createSelector, Show } from "solid-js";
import { count } from "../../lib/format.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { countEnvironments, filterRoles, searchable } from "./filter-roles.ts";
import { PinnedRoles } from "./pinned-roles.tsx";
import { preferences } from "./queries.ts";
import { RecentRoles } from "./recent-roles.tsx";
import { RegionSelect } from "./region-select.tsx";
import { RoleFilters } from "./role-filters.tsx";
import { RoleTable } from "./role-table.tsx";
import { RoleActions } from "./role-actions.tsx";

const ENVIRONMENTS: readonly string[] = ["prod", "staging", "dev", "sandbox"];

/** The roles of someone who has some: pinned, recent, and all of them, filtered as one types. */
export function RolesView(props: {
  roles: EligibleRole[];
  cliOnlyHidden: number;
  cliOnlyShown: boolean;
  onCliOnly: (shown: boolean) => void;
}) {
  const [text, setText] = createUrlState("q");
  const [env, setEnv] = createUrlState("env");
  const kept = useQuery(preferences);

  const environment = () => (ENVIRONMENTS.includes(env()) ? (env() as Environment) : undefined);
  const all = createMemo(() => searchable(props.roles));
  const matching = createMemo(() => filterRoles(all(), { text: text(), environment: undefined }));
  const shown = createMemo(() => matching().filter((role) => !environment() || role.environment === environment()));
  const byArn = createMemo(() => new Map(props.roles.map((role) => [role.arn, role])));
  const favourites = createMemo(() => new Set(kept.data?.favourites));
  const lastUse = createMemo(() => new Map(kept.data?.recents.map(({ arn, at }) => [arn, at])));
  const known = (arns: readonly string[]) => arns.flatMap((arn) => byArn().get(arn) ?? []);
  const pinned = createMemo(() => known(kept.data?.favourites ?? []));
  const recent = createMemo(() => known((kept.data?.recents ?? []).map(({ arn }) => arn)));
  const isPinned = createSelector(favourites, (arn: string, pins) => pins.has(arn));
  const accounts = createMemo(() => new Set(props.roles.map((role) => role.accountId)).size);
  const lede = () => `You may use ${count(props.roles.length, "role")} in ${count(accounts(), "account")}.`;
  const clear = () => {
    setText("");
    setEnv("");
  };

  return (
    <RoleActions byArn={byArn()} isPinned={isPinned} region={kept.data?.region}>
      <PageHead title="Roles" lede={lede()}>
        <RegionSelect roles={props.roles} chosen={kept.data?.region} />
      </PageHead>
      <PinnedRoles roles={pinned()} lastUse={lastUse()} />
      <RecentRoles roles={recent().filter((role) => !isPinned(role.arn))} />
      <section class="roles-all" aria-labelledby="all-roles">
        <h2 id="all-roles" class="sr-only">
          All roles
        </h2>
        <RoleFilters
          text={text()}
          onText={setText}
          environment={environment()}
          onEnvironment={(chosen) => setEnv(chosen ?? "")}
          counts={countEnvironments(matching())}
          cliOnlyHidden={props.cliOnlyHidden}
          cliOnlyShown={props.cliOnlyShown}
          onCliOnly={props.onCliOnly}
        />
        <RoleTable roles={shown()} of={props.roles.length} lastUse={lastUse()} text={text()} onClear={clear} />
        <p class="after">
          A role you expected is not here?{" "}
          <A href={text() ? `/why?q=${encodeURIComponent(text())}` : "/why"}>See why you can’t use it</A>
          <Show when={props.cliOnlyHidden > 0}>, or show those for the CLI alone, above</Show>.
        </p>
      </section>
    </RoleActions>
  );
}
