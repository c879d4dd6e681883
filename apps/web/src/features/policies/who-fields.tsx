import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { rolesLike } from "./queries.ts";

const TYPING_MS = 200;

/** Chooses a role of the estate by any part of its name, account or ARN. */
export function RoleField(props: { label: string; role: string; onRole: (role: string) => void }) {
  const settled = createSettled(() => props.role.trim(), TYPING_MS);
  const found = createQuery(() => rolesLike(settled()));
  const foot = () => {
    if (found.data?.roles.length === 0) return "No role was read of which this is a part.";
    return found.data?.more ? "There are more: name the account, too." : undefined;
  };
  return (
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
  );
}
