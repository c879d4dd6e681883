import { Popover as Kobalte } from "@kobalte/core/popover";
import type { JSX } from "solid-js";

/** More about a control, under it; Escape and a press elsewhere close it, and the focus goes back to the control. */
export function Popover(props: {
  anchor: HTMLElement;
  label: string;
  onClose: () => void;
  placement?: "bottom-end" | "top-end";
  children: JSX.Element;
}) {
  return (
    <Kobalte
      open
      onOpenChange={(open) => open || props.onClose()}
      getAnchorRect={() => props.anchor.getBoundingClientRect()}
      placement={props.placement ?? "bottom-start"}
      gutter={6}
      flip
    >
      <Kobalte.Portal>
        <Kobalte.Content
          class="popover"
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
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
