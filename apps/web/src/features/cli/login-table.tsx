import type { CliLogin } from "@gatehouse/core/cli/cli-login";
import { useMutation } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { count } from "../../lib/format.ts";
import { toast } from "../../lib/toast.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { Time } from "../../ui/time.tsx";
import { endLogins } from "./queries.ts";

/** Each login: where it runs, when it was used last, when it ends, and the way to end it now. */
export function LoginTable(props: { logins: CliLogin[]; person: string | undefined }) {
  const end = useMutation(endLogins);
  const endOne = (login: CliLogin) =>
    end.mutate({ id: login.id }, { onSuccess: () => toast(`The CLI login from ${placeOf(login)} is ended`) });
  const endAll = () => {
    const [first] = props.logins;
    if (!first) return;
    end.mutate(
      { person: first.person },
      { onSuccess: ({ ended }) => toast(`${count(ended, "CLI login")} of ${first.person} ended`) },
    );
  };
  return (
    <section aria-labelledby="logins">
      <div class="section-head">
        <h2 id="logins">{props.person ? `Logins of ${props.person}` : "Your logins"}</h2>
        <span class="note">{count(props.logins.length, "program")}, the latest first</span>
      </div>
      <Show when={end.error}>
        {(error) => (
          <div class="mb-3">
            <ErrorPlace error={error()} what="The login was not ended" />
          </div>
        )}
      </Show>
      <div class="table-wrap">
        <table role="table" class="table cli-table">
          <caption class="sr-only">Programs that are logged in</caption>
          <thead role="rowgroup">
            <tr role="row">
              <For each={["Where", "Last used", "Began", "Ends"]}>
                {(word) => (
                  <th role="columnheader" scope="col">
                    {word}
                  </th>
                )}
              </For>
              <th role="columnheader" scope="col">
                <span class="sr-only">Do</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <For each={props.logins}>
              {(login) => <Row login={login} busy={end.isPending} onEnd={() => endOne(login)} />}
            </For>
          </tbody>
        </table>
        <div class="pager">
          <span>Each use keeps a login for a while, up to its end.</span>
          <Show when={props.logins.length > 1}>
            <button type="button" class="btn btn-sm ml-auto" disabled={end.isPending} onClick={endAll}>
              End all {props.logins.length}
            </button>
          </Show>
        </div>
      </div>
    </section>
  );
}

function Row(props: { login: CliLogin; busy: boolean; onEnd: () => void }) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span class="block break-all">{placeOf(props.login)}</span>
        <span class="sub">{programOf(props.login)}</span>
      </th>
      <td role="cell" data-label="Last used" class="wide text-muted">
        <Time at={props.login.usedAt} /> from <span class="font-mono">{props.login.usedFrom}</span>
      </td>
      <td role="cell" data-label="Began" class="wide text-muted">
        <Time at={props.login.createdAt} /> from <span class="font-mono">{props.login.address}</span>
      </td>
      <td role="cell" data-label="Ends" class="wide text-muted">
        <Time at={props.login.expiresAt} />, at the latest <Time at={props.login.endsAt} />
      </td>
      <td role="cell" class="actions">
        <button type="button" class="btn btn-sm" disabled={props.busy} onClick={() => props.onEnd()}>
          End<span class="sr-only"> the login from {placeOf(props.login)}</span>
        </button>
      </td>
    </tr>
  );
}

function placeOf({ host, address }: CliLogin): string {
  return host ?? address;
}

/** "weep/0.3.31 Go-http-client/1.1" is Weep 0.3.31: the library it is made with says nothing to anyone. */
function programOf({ agent }: CliLogin): string {
  const [, version = ""] = /^weep\/(\S*)/.exec(agent ?? "") ?? [];
  if (agent === undefined) return "Has fetched nothing yet";
  return agent.startsWith("weep/") ? `Weep ${version}`.trim() : agent;
}
