import type { HeldRemoval } from "@gatehouse/core/sync/overview";
import { useMutation } from "@tanstack/solid-query";
import { Show } from "solid-js";
import { count } from "../../lib/format.ts";
import { toast } from "../../lib/toast.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { confirmRemoval } from "./queries.ts";

/** Asks once more before roles go from the estate, naming what is lost. */
export function ConfirmRemoval(props: { held: HeldRemoval; onClose: () => void }) {
  const confirm = useMutation(confirmRemoval);
  const roles = () => count(props.held.wouldRemove, "role");
  const go = () => {
    const { accountId, kind, digest } = props.held;
    confirm.mutate(
      { accountId, kind, digest },
      {
        onSuccess: () => {
          toast(`The removal of ${roles()} in ${props.held.accountName} is confirmed`);
          props.onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={`Remove ${roles()} of ${props.held.accountName}?`}
      onClose={props.onClose}
      foot={
        <div class="dialog-foot">
          <button type="button" class="btn" onClick={() => props.onClose()}>
            Keep them
          </button>
          <button type="button" class="btn btn-danger" disabled={confirm.isPending} onClick={go}>
            Remove {roles()}
          </button>
        </div>
      }
    >
      <p>
        Gatehouse forgets these roles, and nobody can sign in to them through it any more. Nothing changes in AWS: a
        role that is still there comes back with the next sync.
      </p>
      <Show when={confirm.error}>
        {(error) => (
          <div class="mt-3">
            <ErrorPlace error={error()} what="The removal was not confirmed" />
          </div>
        )}
      </Show>
    </Dialog>
  );
}
