import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Environment } from "@gatehouse/core/account";
import { A } from "@solidjs/router";
import { createEffect, createMemo, createSelector, createSignal, on, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { count } from "../../lib/format.ts";
import { createSettled } from "../../lib/settled.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { groupRoles } from "./group-roles.ts";
import { PinnedRoles } from "./pinned-roles.tsx";
import { preferences } from "./queries.ts";
import { RecentRoles } from "./recent-roles.tsx";
import { RegionSelect } from "./region-select.tsx";
import { RoleFilters } from "./role-filters.tsx";
import { countMatches, firstMatches, indexRoles, sameMatches } from "./role-index.ts";
import { RoleTable } from "./role-table.tsx";
import { RoleActions } from "./role-actions.tsx";

/** Rows drawn at first, and added when asked for, so that thousands cost no more than a screenful. */
const FIRST = 60;
const MORE = 200;
/** A list longer than this is counted when typing pauses, not at every key. */
const COUNTED_AT_ONCE = 2000;
const COUNT_AFTER_MS = 250;

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
  const kept = createQuery(preferences);

  const environment = () => (ENVIRONMENTS.includes(env()) ? (env() as Environment) : undefined);
  const index = createMemo(() => indexRoles(props.roles));
  const [limit, setLimit] = createSignal(FIRST);
  createEffect(on([text, env], () => setLimit(FIRST), { defer: true }));
  const drawn = createMemo(
    () => firstMatches(index(), { text: text(), environment: environment() }, limit()),
    undefined,
    { equals: sameMatches },
  );
  const groups = createMemo(() => groupRoles(drawn().roles, index().ofAccount));
  const quietText = createSettled(text, COUNT_AFTER_MS);
  const counts = createMemo(() => countMatches(index(), props.roles.length > COUNTED_AT_ONCE ? quietText() : text()));
  const matching = () => {
    const chosen = environment();
    return chosen ? counts()[chosen] : Object.values(counts()).reduce((sum, one) => sum + one, 0);
  };
  const byArn = createMemo(() => new Map(props.roles.map((role) => [role.arn, role])));
  const region = createMemo(() => kept.data?.region);
  const favourites = createMemo(() => new Set(kept.data?.favourites));
  const lastUse = createMemo(() => new Map(kept.data?.recents.map(({ arn, at }) => [arn, at])));
  const known = (arns: readonly string[]) => arns.flatMap((arn) => byArn().get(arn) ?? []);
  const pinned = createMemo(() => known(kept.data?.favourites ?? []));
  const recent = createMemo(() => known((kept.data?.recents ?? []).map(({ arn }) => arn)));
  const isPinned = createSelector(favourites, (arn: string, pins) => pins.has(arn));
  const withSession = createMemo(() => props.roles.some((role) => role.sessionSeconds !== undefined));
  const lede = () => `You may use ${count(props.roles.length, "role")} in ${count(index().ofAccount.size, "account")}.`;
  const clear = () => {
    setText("");
    setEnv("");
  };

  return (
    <RoleActions byArn={byArn()} isPinned={isPinned} region={region()}>
      <PageHead title="Roles" lede={lede()}>
        <RegionSelect roles={props.roles} chosen={region()} />
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
          counts={counts()}
          cliOnlyHidden={props.cliOnlyHidden}
          cliOnlyShown={props.cliOnlyShown}
          onCliOnly={props.onCliOnly}
        />
        <RoleTable
          groups={groups()}
          drawn={drawn().roles.length}
          matching={drawn().more ? matching() : drawn().roles.length}
          more={drawn().more}
          of={props.roles.length}
          withSession={withSession()}
          lastUse={lastUse()}
          text={text()}
          onMore={() => setLimit((rows) => rows + MORE)}
          onClear={clear}
        />
        <p class="after">
          A role you expected is not here?{" "}
          <A href={text() ? `/why?q=${encodeURIComponent(text())}` : "/why"}>See why you can’t use it</A>
          <Show when={props.cliOnlyHidden > 0}>, or show those for the CLI alone, above</Show>.
        </p>
      </section>
    </RoleActions>
  );
}
