import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import Pin from "lucide-solid/icons/pin";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import User from "lucide-solid/icons/user";
import Users from "lucide-solid/icons/users";
import { Show } from "solid-js";
import { duration } from "../../lib/format.ts";
import { Time } from "../../ui/time.tsx";
import { identityKind, reasonSentence, shortReason } from "./reason.ts";
import { useRoleActions } from "./role-actions.tsx";
import { RoleControls } from "./role-controls.tsx";

/** One role: what it is, when it was used, why one sees it, and the ways in. */
export function RoleRow(props: { role: EligibleRole; withSession: boolean; used: string | undefined }) {
  const actions = useRoleActions();
  const about = () => [props.role.path === "/" ? "" : props.role.path, props.role.description ?? ""].filter(Boolean);
  const byName = () => identityKind(props.role.because[0]?.identity ?? "") === "person";
  const reason = () => shortReason(props.role.because);
  const reasons = () => [reason(), ...props.role.because.map(reasonSentence)].join(". ");
  return (
    <tr role="row" data-arn={props.role.arn}>
      <th role="rowheader" scope="row">
        <span class="flex items-center gap-2">
          <button
            type="button"
            class="btn btn-ghost btn-sm btn-icon pin max-sm:hidden"
            aria-label={`Pin ${props.role.name}`}
            aria-pressed={actions.isPinned(props.role.arn)}
            onClick={() => actions.togglePin(props.role.arn)}
          >
            <Pin />
          </button>
          <span class="min-w-0 grow">
            <span class="role-name" title={props.role.arn}>
              {props.role.name}
            </span>
            <Show
              when={props.role.unusable}
              fallback={<Show when={about().length > 0}>{<span class="sub">{about().join(" · ")}</span>}</Show>}
            >
              {(reason) => (
                <span class="flex items-start gap-1 text-xs font-normal text-warning-text">
                  <TriangleAlert class="mt-px size-3.5" /> <span class="min-w-0 break-words">{reason()}</span>
                </span>
              )}
            </Show>
          </span>
        </span>
      </th>
      <Show when={props.withSession}>
        <td role="cell" class="hide-narrow whitespace-nowrap text-muted">
          {props.role.sessionSeconds === undefined ? "" : duration(props.role.sessionSeconds * 1000)}
        </td>
      </Show>
      <td role="cell" class="hide-narrow whitespace-nowrap text-muted">
        <Show when={props.used} fallback={<span class="text-faint">not yet</span>}>
          {(at) => <Time at={at()} />}
        </Show>
      </td>
      <td role="cell" class="wide squeeze" data-label="Why you see it">
        <button
          type="button"
          class="why"
          data-why
          aria-haspopup="dialog"
          aria-expanded={actions.isOpen("why", props.role.arn)}
          aria-label={`Why you see it: ${reasons()}`}
          onClick={(event) => actions.open({ what: "why", arn: props.role.arn, anchor: event.currentTarget })}
        >
          <span class="why-text">
            <Show when={byName()} fallback={<Users />}>
              <User />
            </Show>
            <span>{reason()}</span>
          </span>
        </button>
      </td>
      <td role="cell" class="actions">
        <RoleControls role={props.role} />
      </td>
    </tr>
  );
}
