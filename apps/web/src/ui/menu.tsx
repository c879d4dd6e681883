import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import type { JSX } from "solid-js";

/**
 * A menu under the control that opened it. It is mounted when asked for, so that a row costs one plain button;
 * closing gives the focus back to that button.
 */
export function Menu(props: { anchor: HTMLElement; label: string; onClose: () => void; children: JSX.Element }) {
  return (
    <DropdownMenu
      open
      onOpenChange={(open) => open || props.onClose()}
      getAnchorRect={() => props.anchor.getBoundingClientRect()}
      modal={false}
      placement="bottom-end"
      gutter={4}
      flip
    >
      <DropdownMenu.Portal mount={props.anchor.closest("main") ?? document.body}>
        <DropdownMenu.Content
          class="menu"
          aria-label={props.label}
          onPointerDownOutside={(event) => {
            // A press on the opener is the opener's to answer: it closes what it opened.
            if (event.target instanceof Node && props.anchor.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            props.anchor.focus();
          }}
        >
          {props.children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
