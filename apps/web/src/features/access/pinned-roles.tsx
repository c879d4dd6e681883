import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import Pin from "lucide-solid/icons/pin";
import Terminal from "lucide-solid/icons/terminal";
import { For, Show } from "solid-js";
import { EnvChip } from "../../ui/env-chip.tsx";
import { Time } from "../../ui/time.tsx";
import { useRoleActions } from "./role-actions.tsx";

const KEYED = 4;

/** The roles someone pinned, the first four one key away. */
export function PinnedRoles(props: { roles: EligibleRole[]; lastUse: Map<string, string> }) {
  return (
    <Show when={props.roles.length > 0}>
      <section aria-labelledby="pinned">
        <div class="section-head">
          <h2 id="pinned">Pinned</h2>
          <span class="note max-md:hidden">
            Press <kbd>1</kbd>
            <Show when={props.roles.length > 1}>
              {" "}
              to <kbd>{Math.min(KEYED, props.roles.length)}</kbd>
            </Show>{" "}
            to sign in
          </span>
        </div>
        <ul class="pin-cards">
          <For each={props.roles}>
            {(role, index) => <PinCard role={role} index={index()} used={props.lastUse.get(role.arn)} />}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function PinCard(props: { role: EligibleRole; index: number; used: string | undefined }) {
  const actions = useRoleActions();
  const inConsole = () => props.role.use === "console-and-cli" && !props.role.unusable;
  const key = () => (props.index < KEYED ? String(props.index + 1) : undefined);
  return (
    <li class="pin-card">
      <div class="pin-card-head">
        <EnvChip of={props.role.environment} />
        <span class="min-w-0 truncate text-muted" title={props.role.accountName}>
          {props.role.accountName}
        </span>
        <button
          type="button"
          class="btn btn-ghost btn-sm btn-icon pin -mr-1.5 ml-auto"
          aria-label={`Pinned: ${props.role.name}`}
          aria-pressed="true"
          title="Unpin"
          onClick={() => actions.togglePin(props.role.arn)}
        >
          <Pin />
        </button>
      </div>
      <h3 class="truncate" title={props.role.name}>
        {props.role.name}
      </h3>
      <p class="truncate text-xs text-faint">
        <span class="font-mono">{props.role.accountId}</span>
        <Show when={props.used} fallback=" · not used yet">
          {(at) => (
            <>
              {" · used "}
              <Time at={at()} />
            </>
          )}
        </Show>
      </p>
      <div class="pin-card-foot">
        <Show when={inConsole()} fallback={<span class="grow self-center text-xs text-muted">{why(props.role)}</span>}>
          <a
            class="btn btn-sm btn-tint grow"
            href={actions.link(props.role)}
            target="_blank"
            rel="noopener"
            data-pin={key()}
            aria-keyshortcuts={key()}
          >
            Sign in
            <span class="sr-only">
              as {props.role.name} in {props.role.accountName}
            </span>
            <Show when={key()}>
              {(shown) => (
                <kbd class="max-md:hidden" aria-hidden="true">
                  {shown()}
                </kbd>
              )}
            </Show>
          </a>
        </Show>
        <button
          type="button"
          class="btn btn-sm btn-icon"
          disabled={props.role.unusable !== undefined}
          aria-label={`Copy the CLI command for ${props.role.name}`}
          title="Copy the CLI command"
          onClick={() => actions.copyCommand(props.role)}
        >
          <Terminal />
        </button>
      </div>
    </li>
  );
}

function why(role: EligibleRole): string {
  return role.unusable ? "Can’t be used now" : "CLI only";
}
