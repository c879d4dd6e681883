import Ban from "lucide-solid/icons/ban";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { count } from "../../lib/format.ts";
import { EnvChip } from "../../ui/env-chip.tsx";
import { Said } from "../../ui/said.tsx";
import { Time } from "../../ui/time.tsx";
import type { AccountLine } from "./account-states.ts";

const FIRST = 3;

/** The accounts that stopped us, each with AWS's words, what stays true, and what to do. */
export function RefusedAccounts(props: { accounts: AccountLine[]; of: number }) {
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? props.accounts : props.accounts.slice(0, FIRST));
  return (
    <>
      <For each={shown()}>{(account) => <Refused account={account} others={props.of - props.accounts.length} />}</For>
      <Show when={!all() && props.accounts.length > FIRST}>
        <button type="button" class="btn justify-self-start" onClick={() => setAll(true)}>
          Show {count(props.accounts.length - FIRST, "more account")} that refused or failed
        </button>
      </Show>
    </>
  );
}

function Refused(props: { account: AccountLine; others: number }) {
  const outcome = () => {
    const last = props.account.outcome;
    return last?.state === "denied" || last?.state === "failed" ? last : undefined;
  };
  const denied = () => props.account.outcome?.state === "denied";
  return (
    <section
      class="card alarm alarm-danger"
      aria-label={`${props.account.name} ${denied() ? "refused us" : "could not be read"}`}
    >
      <div class="card-head">
        <Ban />
        <h2>
          {props.account.name} {denied() ? "refused us" : "could not be read whole"}
        </h2>
        <EnvChip of={props.account.environment} />
        <span class="font-mono text-muted">{props.account.id}</span>
        <Show when={props.account.at}>
          {(at) => (
            <span class="ml-auto text-xs text-muted">
              <Time at={at()} />
            </span>
          )}
        </Show>
      </div>
      <div class="card-body alarm-grid">
        <Show when={outcome()}>
          {(last) => <Said words={last().awsSaid} call={last().call} requestId={last().requestId} />}
        </Show>
        <div>
          <h3>What this means</h3>
          <p class="mt-1">
            <Switch>
              <Match when={outcome()?.call.endsWith("AssumeRole")}>
                Most likely the role that Gatehouse assumes in this account is missing, or its trust policy no longer
                names the hub’s role.
              </Match>
              <Match when={denied()}>
                The role that Gatehouse assumes in this account, or a service control policy above it, does not allow
                this call.
              </Match>
              <Match when={true}>The listing stopped midway, so nothing of it was taken over.</Match>
            </Switch>
          </p>
          <p class="mt-2 text-muted">
            <Show when={props.account.asOf} fallback="Nothing is known of this account yet.">
              {(at) => (
                <>
                  What we knew stays, as of <Time at={at()} />.
                </>
              )}
            </Show>{" "}
            The other {count(props.others, "account")} went on. It is tried again at each sync.
          </p>
        </div>
      </div>
    </section>
  );
}
