import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { useMutation } from "@tanstack/solid-query";
import { createContext, createSignal, lazy, Show, Suspense, useContext, type ParentProps } from "solid-js";
import { copy } from "../../lib/copy.ts";
import { cliCommand, roleLink } from "../../lib/role-link.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { setFavourite } from "./queries.ts";
import { useRoleKeys } from "./use-role-keys.ts";

const RoleMenu = lazy(async () => ({ default: (await import("./role-menu.tsx")).RoleMenu }));
const WhyPopover = lazy(async () => ({ default: (await import("./why-popover.tsx")).WhyPopover }));

type Opened = { what: "menu" | "why"; arn: string; anchor: HTMLElement };

/** What one can do with a role wherever it stands on the page. */
export type Actions = {
  link: (role: EligibleRole) => string;
  copyCommand: (role: EligibleRole) => void;
  isPinned: (arn: string) => boolean;
  togglePin: (arn: string) => void;
  open: (opened: Opened) => void;
  isOpen: (what: Opened["what"], arn: string) => boolean;
};

function same(a: Opened | undefined, b: Opened): boolean {
  return a?.what === b.what && a.arn === b.arn && a.anchor === b.anchor;
}

const ActionsContext = createContext<Actions>();

/** The actions of the roles page. */
export function useRoleActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("useRoleActions must be used within RoleActions");
  return actions;
}

/** Gives the page its actions and keys, and holds the one menu and the one explanation that may be open. */
export function RoleActions(
  props: ParentProps<{
    byArn: Map<string, EligibleRole>;
    isPinned: (arn: string) => boolean;
    region: string | undefined;
  }>,
) {
  const pin = useMutation(setFavourite);
  const [opened, setOpened] = createSignal<Opened>();
  const close = () => setOpened(undefined);
  const actions: Actions = {
    link: (role) => roleLink(role, { region: props.region }),
    copyCommand: (role) => void copy(cliCommand(role.arn), "CLI command"),
    isPinned: (arn) => props.isPinned(arn),
    togglePin: (arn) => pin.mutate({ arn, favourite: !props.isPinned(arn) }),
    open: (wanted) => setOpened((before) => (same(before, wanted) ? undefined : wanted)),
    isOpen: (what, arn) => opened()?.what === what && opened()?.arn === arn,
  };
  useRoleKeys(actions, (arn) => props.byArn.get(arn));
  return (
    <ActionsContext.Provider value={actions}>
      {props.children}
      <Show when={pin.error}>
        {(error) => (
          <div class="stale-notice">
            <ErrorPlace error={error()} what="The pin could not be kept" />
          </div>
        )}
      </Show>
      <Suspense>
        <Show when={opened()} keyed>
          {(one) => (
            <Show when={props.byArn.get(one.arn)}>
              {(role) => (
                <Show
                  when={one.what === "menu"}
                  fallback={<WhyPopover role={role()} anchor={one.anchor} onClose={close} />}
                >
                  <RoleMenu role={role()} anchor={one.anchor} region={props.region} onClose={close} />
                </Show>
              )}
            </Show>
          )}
        </Show>
      </Suspense>
    </ActionsContext.Provider>
  );
}
