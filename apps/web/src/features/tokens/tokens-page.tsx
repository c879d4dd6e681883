import { createSignal, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { usePage } from "../../lib/page.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";
import { type Made, NewTokenForm } from "./new-token-form.tsx";
import { NewSecret } from "./new-secret.tsx";
import { tokens } from "./queries.ts";
import { TokenTable } from "./token-table.tsx";

/** Which programs act as me? */
export function TokensPage() {
  const mine = createQuery(tokens);
  const [made, setMade] = createSignal<Made>();
  usePage(() => ({ title: "API tokens", crumbs: ["You", "API tokens"] }));
  return (
    <div class="page">
      <div class="page-narrow">
        <PageHead
          title="API tokens"
          lede="A token lets a program act as you, within the commands you choose, until it expires or you revoke it."
        />
        <Loaded query={mine} skeleton={<TableSkeleton rows={4} />} what="Your tokens could not be read">
          {(list) => (
            <div class="stack">
              <Show when={made()} fallback={<NewTokenForm list={list()} onMade={setMade} />}>
                {(one) => <NewSecret made={one()} onDone={() => setMade(undefined)} />}
              </Show>
              <TokenTable tokens={list().tokens} />
            </div>
          )}
        </Loaded>
      </div>
    </div>
  );
}
