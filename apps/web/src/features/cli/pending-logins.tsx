import type { PendingLogin } from "@gatehouse/core/cli/cli-login";
import Terminal from "lucide-solid/icons/terminal";
import { For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { count } from "../../lib/format.ts";
import { Time } from "../../ui/time.tsx";
import { pendingLogins } from "./queries.ts";

/** Commands that wait for an answer now; nothing where none does. */
export function PendingLogins() {
  const pending = createQuery(pendingLogins);
  const waiting = () => pending.data ?? [];
  return (
    <>
      <p class="sr-only" role="status">
        {waiting().length > 0 ? `${count(waiting().length, "command")} waiting for your answer` : ""}
      </p>
      <Show when={waiting().length > 0}>
        <section class="card mb-5" aria-labelledby="waiting">
          <div class="card-head">
            <Terminal />
            <h2 id="waiting">
              {waiting().length === 1 ? "A command waits" : `${waiting().length} commands wait`} for you
            </h2>
          </div>
          <ul class="list">
            <For each={waiting()}>{(login) => <Waiting login={login} />}</For>
          </ul>
        </section>
      </Show>
    </>
  );
}

function Waiting(props: { login: PendingLogin }) {
  return (
    <li class="cli-waiting">
      <span class="font-mono font-medium">{props.login.code}</span>
      <span class="min-w-0 grow text-muted">
        from <span class="font-mono text-text">{props.login.address}</span>
        {props.login.sameAddress ? ", as this browser" : ""}, <Time at={props.login.requestedAt} />
      </span>
      <a class="btn btn-tint" href={`/challenge_validator/${props.login.token}`} target="_self">
        Look at {props.login.code}
      </a>
    </li>
  );
}
