import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import ChevronDown from "lucide-solid/icons/chevron-down";
import Terminal from "lucide-solid/icons/terminal";
import { Match, Show, Switch } from "solid-js";
import { useRoleActions } from "./role-actions.tsx";

/** The ways in: the console in a new tab, other ways to it, and the CLI; a role for the CLI alone offers only that. */
export function RoleControls(props: { role: EligibleRole }) {
  const actions = useRoleActions();
  const cliOnly = () => props.role.use === "cli-only";
  return (
    <span class="inline-flex items-center justify-end gap-1.5">
      <Show when={cliOnly()}>
        <span class="badge badge-line">CLI only</span>
      </Show>
      <button
        type="button"
        class={`btn btn-ghost btn-sm ${cliOnly() ? "" : "max-sm:hidden"}`}
        data-main={cliOnly() && !props.role.unusable ? "" : undefined}
        disabled={props.role.unusable !== undefined}
        aria-label={`Copy the CLI command for ${props.role.name}`}
        onClick={() => actions.copyCommand(props.role)}
      >
        <Terminal /> CLI
      </button>
      <Switch>
        <Match when={props.role.unusable}>
          {(reason) => (
            <button
              type="button"
              class="btn btn-sm"
              data-main
              aria-disabled="true"
              aria-label={`Sign in as ${props.role.name}: not possible now. ${reason()}`}
            >
              Sign in
            </button>
          )}
        </Match>
        <Match when={!cliOnly()}>
          <span class="split">
            <a
              class="btn btn-sm"
              href={actions.link(props.role)}
              target="_blank"
              rel="noopener"
              data-main
              aria-label={`Sign in as ${props.role.name} in ${props.role.accountName}`}
            >
              Sign in
            </a>
            <button
              type="button"
              class="btn btn-sm"
              aria-haspopup="menu"
              aria-expanded={actions.isOpen("menu", props.role.arn)}
              aria-label={`Other ways to sign in as ${props.role.name}`}
              onClick={(event) => actions.open({ what: "menu", arn: props.role.arn, anchor: event.currentTarget })}
            >
              <ChevronDown />
            </button>
          </span>
        </Match>
      </Switch>
    </span>
  );
}
