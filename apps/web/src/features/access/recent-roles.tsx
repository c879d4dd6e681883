import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { For, Show } from "solid-js";
import { EnvChip } from "../../ui/env-chip.tsx";
import { useRoleActions } from "./role-actions.tsx";

const SHOWN = 5;

/** The roles used last, apart from the pinned ones: the way back is one press. */
export function RecentRoles(props: { roles: EligibleRole[] }) {
  const actions = useRoleActions();
  const usable = () => props.roles.filter((role) => role.use === "console-and-cli" && !role.unusable).slice(0, SHOWN);
  return (
    <Show when={usable().length > 0}>
      <section class="recents" aria-labelledby="recent">
        <h2 id="recent" class="text-xs font-medium text-faint">
          Recent
        </h2>
        <For each={usable()}>
          {(role) => (
            <a class="recent" href={actions.link(role)} target="_blank" rel="noopener">
              <span class="sr-only">Sign in:</span>
              <EnvChip of={role.environment} />
              <span class="min-w-0 truncate">{role.name}</span>
              <span class="min-w-0 truncate text-faint">{role.accountName}</span>
            </a>
          )}
        </For>
      </section>
    </Show>
  );
}
