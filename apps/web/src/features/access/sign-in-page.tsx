import { useLocation } from "@solidjs/router";
import { createMemo, Match, Switch } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { Alone } from "../../ui/alone.tsx";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { ChooseRole } from "./choose-role.tsx";
import { readDeepLink } from "./deep-link.ts";
import { NoDestination } from "./no-destination.tsx";
import { NoRole } from "./no-role.tsx";
import { linkedRoles } from "./queries.ts";
import { SigningIn } from "./signing-in.tsx";

/** A deep link: one role is signed in to at once, several are a choice, none is explained. */
export function SignInPage() {
  const location = useLocation();
  const asked = createMemo(() => readDeepLink(location), undefined, { equals: same });
  const link = () => {
    const { signOutFirst: _, ...rest } = asked();
    return rest;
  };
  const found = createQuery(() => linkedRoles(link()));
  const only = () => (found.data?.roles.length === 1 ? found.data.roles[0] : undefined);
  return (
    <Switch fallback={<Looking />}>
      <Match when={found.error}>
        {(error) => (
          <Alone title="The link could not be read">
            <ErrorPlace error={error()} what="The link could not be read" retry={found.refetch} />
          </Alone>
        )}
      </Match>
      <Match when={found.data?.roles.length === 0}>
        <NoRole asked={asked()} problem={found.data?.problem} />
      </Match>
      <Match when={found.data?.problem}>{(problem) => <NoDestination asked={asked()} problem={problem()} />}</Match>
      <Match when={only()} keyed>
        {(role) => <SigningIn role={role} asked={asked()} destination={found.data?.destination} />}
      </Match>
      <Match when={found.data}>
        {(data) => <ChooseRole asked={asked()} roles={data().roles} destination={data().destination} />}
      </Match>
    </Switch>
  );
}

function same(a: ReturnType<typeof readDeepLink>, b: ReturnType<typeof readDeepLink>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function Looking() {
  return (
    <Alone title="Signing in">
      <div class="delayed" role="status">
        <h1 class="alone-title">Signing in</h1>
        <p class="alone-lede">Looking for the role this link means.</p>
      </div>
    </Alone>
  );
}
