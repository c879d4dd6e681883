import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { EnvChip } from "./env-chip.tsx";

/** Where a role is: environment, account, id. */
export function RolePlace(props: { role: Pick<EligibleRole, "environment" | "accountName" | "accountId"> }) {
  return (
    <>
      <EnvChip of={props.role.environment} />
      <span class="min-w-0 truncate">{props.role.accountName}</span>
      <span class="font-mono text-faint">{props.role.accountId}</span>
    </>
  );
}
