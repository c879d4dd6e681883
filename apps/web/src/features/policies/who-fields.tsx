import { Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { rolesLike } from "./queries.ts";

const TYPING_MS = 200;

/** What is left to whom may ask about no role. */
export const PASTED_INSTEAD = "Ask about pasted policies instead.";

/** Chooses a role of the estate by any part of its name, account or ARN. */
export function RoleField(props: { label: string; role: string; instead?: string; onRole: (role: string) => void }) {
  const settled = createSettled(() => props.role.trim(), TYPING_MS);
  const found = createQuery(() => rolesLike(settled()));
  const every = createQuery(() => rolesLike(""));
  const foot = () => {
    const { text, roles, more } = found.data ?? {};
    // Choices come after the text: nothing is said of what is still looked for.
    if (text !== props.role.trim()) return undefined;
    if (roles?.length === 0) return "None of the roles that you may ask about has this in its name, account or ARN.";
    return more ? "There are more: name the account, too." : undefined;
  };
  return (
    <div>
      <Combobox
        label={props.label}
        value={props.role}
        hint="A part of its name, account or ARN"
        mono={props.role.startsWith("arn:")}
        choices={(found.data?.roles ?? []).map(({ arn, name, accountName }) => ({
          value: arn,
          label: name,
          detail: accountName,
        }))}
        foot={foot()}
        onInput={props.onRole}
        onChoose={props.onRole}
      />
      <Show when={every.data?.roles.length === 0}>
        <p class="mt-1 text-muted" role="status">
          There is no role that you may ask about: you may use none, and only auditors see those of others.{" "}
          {props.instead}
        </p>
      </Show>
    </div>
  );
}
