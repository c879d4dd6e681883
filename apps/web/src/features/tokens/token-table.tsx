import type { TokenLine } from "@gatehouse/core/api-token";
import { useMutation } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { number } from "../../lib/format.ts";
import { toast } from "../../lib/toast.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { revokeToken } from "./queries.ts";
import { TokenRow } from "./token-row.tsx";

/** Every token of one's own, with when and from where it was last used. */
export function TokenTable(props: { tokens: TokenLine[] }) {
  const revoke = useMutation(revokeToken);
  return (
    <section aria-labelledby="tokens">
      <div class="section-head">
        <h2 id="tokens">Your tokens</h2>
        <span class="note">{number(props.tokens.length)}, the newest first</span>
      </div>
      <Show when={revoke.error}>
        {(error) => (
          <div class="notice">
            <ErrorPlace error={error()} what="The token was not revoked" />
          </div>
        )}
      </Show>
      <Show
        when={props.tokens.length > 0}
        fallback={<p class="card card-body text-muted">You have none. A program of yours needs one to act as you.</p>}
      >
        <div class="table-wrap">
          <table role="table" class="table">
            <caption class="sr-only">Your API tokens</caption>
            <thead role="rowgroup">
              <tr role="row">
                <For each={["Token", "State", "May", "Last used", "Expires", ""]}>
                  {(head) => (
                    <th role="columnheader" scope="col">
                      {head || <span class="sr-only">Actions</span>}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody role="rowgroup">
              <For each={props.tokens}>
                {(token) => (
                  <TokenRow
                    token={token}
                    busy={revoke.isPending}
                    onRevoke={() =>
                      revoke.mutate(token.id, { onSuccess: () => toast(`“${token.name}” works no longer`) })
                    }
                  />
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
    </section>
  );
}
