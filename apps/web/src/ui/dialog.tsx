import { Dialog as Kobalte } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import type { JSX } from "solid-js";

/** A dialog above the page: it holds the focus, Escape closes it, and the focus goes back where it was. */
export function Dialog(props: { title: string; onClose: () => void; children: JSX.Element; foot?: JSX.Element }) {
  return (
    <Kobalte open onOpenChange={(open) => open || props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="scrim" />
        <div class="over">
          <Kobalte.Content class="dialog">
            <div class="dialog-head">
              <Kobalte.Title as="h2">{props.title}</Kobalte.Title>
              <Kobalte.CloseButton class="btn btn-ghost btn-icon" aria-label="Close">
                <X />
              </Kobalte.CloseButton>
            </div>
            <div class="dialog-body">{props.children}</div>
            {props.foot}
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}
