import { useSearchParams } from "@solidjs/router";
import { useMutation } from "@tanstack/solid-query";
import { For, Match, Show, Switch } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { safeNext } from "../../lib/next.ts";
import { Alone } from "../../ui/alone.tsx";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PersonChoice } from "./person-choice.tsx";
import { ProviderSignOn } from "./provider-sign-on.tsx";
import { signInDemo, signOnOptions } from "./queries.ts";
import { SignOnTrouble } from "./sign-on-problem.tsx";

/** Is it you? */
export function LoginPage() {
  const [search] = useSearchParams();
  const options = createQuery(signOnOptions);
  const enter = useMutation(signInDemo);
  const said = (name: string) => (search[name] ? String(search[name]) : undefined);
  const next = () => said("next");
  return (
    <Alone title="Sign in" organization={options.data?.organization}>
      <h1 class="alone-title">Sign in to Gatehouse</h1>
      <Loaded query={options} skeleton={<span class="skeleton mt-6 h-40" />} what="The sign-in page could not be read">
        {(offered) => (
          <>
            <SignOnTrouble problem={said("problem")} request={said("request")} />
            <Show when={offered().oidc}>
              {(provider) => (
                <ProviderSignOn label={provider().label} next={next()} left={said("left") !== undefined} />
              )}
            </Show>
            <Switch>
              <Match when={offered().methods.includes("demo")}>
                <p class="alone-lede">
                  This is the demo: choose who you are. Everyone and everything here is invented.
                  <Show when={next()}>
                    {(path) => (
                      <>
                        {" "}
                        You will come back to <b>{path()}</b>.
                      </>
                    )}
                  </Show>
                </p>
                <ul class="choices" aria-label="Demo people">
                  <For each={offered().demoPeople}>
                    {(person) => (
                      <li>
                        <PersonChoice
                          person={person}
                          busy={enter.isPending || enter.isSuccess}
                          onChoose={() =>
                            enter.mutate({ name: person.name, ...(next() ? { next: next() ?? "/" } : {}) })
                          }
                        />
                      </li>
                    )}
                  </For>
                </ul>
                <Show when={enter.error}>
                  {(error) => (
                    <div class="mt-4">
                      <ErrorPlace error={error()} what="You are not signed in" />
                    </div>
                  )}
                </Show>
              </Match>
              <Match when={!offered().oidc}>
                <ProxySignOn next={next()} />
              </Match>
            </Switch>
          </>
        )}
      </Loaded>
    </Alone>
  );
}

function ProxySignOn(props: { next: string | undefined }) {
  return (
    <>
      <p class="alone-lede">
        Your organization’s sign-on stands in front of Gatehouse and tells it who you are. It did not name you this
        time.
      </p>
      <p class="text-muted">
        Open Gatehouse at the address your organization gave you, not past its sign-on. If you did, its operator should
        check that the sign-on passes your name on and that Gatehouse trusts its address.
      </p>
      <a class="btn btn-primary btn-lg mt-4 w-full" href={safeNext(props.next)} target="_self">
        Try again
      </a>
    </>
  );
}
