import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { useKeys, type Keys } from "../../lib/keyboard.ts";
import type { Actions } from "./role-actions.tsx";
import { focusRow, rowArn, stepRow } from "./row-focus.ts";

/** The keys of the roles page: the row that holds the focus is the one they act on. */
export function useRoleKeys(actions: Actions, find: (arn: string) => EligibleRole | undefined): void {
  const onRow = (act: (role: EligibleRole) => void) => () => {
    const role = find(rowArn(document.activeElement) ?? "");
    if (!role) return false;
    act(role);
    return undefined;
  };
  const inList = (step: 1 | -1) => () => (rowArn(document.activeElement) ? stepRow(step) : (false as const));
  const pinned: Keys = Object.fromEntries(
    ["1", "2", "3", "4"].map((key) => [
      key,
      () => {
        const link = document.querySelector<HTMLAnchorElement>(`a[data-pin="${key}"]`);
        if (!link) return false;
        link.click();
        return undefined;
      },
    ]),
  );
  useKeys(() => ({
    ...pinned,
    j: () => stepRow(1),
    k: () => stepRow(-1),
    ArrowDown: inList(1),
    ArrowUp: inList(-1),
    c: onRow((role) => actions.copyCommand(role)),
    p: onRow((role) => actions.togglePin(role.arn)),
    w: onRow((role) => {
      const anchor = focusRow(role.arn)?.querySelector<HTMLElement>("[data-why]");
      if (anchor) actions.open({ what: "why", arn: role.arn, anchor });
    }),
  }));
}
