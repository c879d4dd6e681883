import type { SignOnOptions } from "@gatehouse/core/me";
import ArrowRight from "lucide-solid/icons/arrow-right";
import { initials } from "../../lib/format.ts";

/** One of the demo's people, and what signing in as them shows. */
export function PersonChoice(props: {
  person: SignOnOptions["demoPeople"][number];
  busy: boolean;
  onChoose: () => void;
}) {
  return (
    <button type="button" class="choice" disabled={props.busy} onClick={() => props.onChoose()}>
      <span class="avatar avatar-lg" aria-hidden="true">
        {initials(props.person.displayName)}
      </span>
      <span class="min-w-0 grow">
        <b class="block">{props.person.displayName}</b>
        <span class="block text-xs text-muted">{props.person.about}</span>
      </span>
      <ArrowRight />
    </button>
  );
}
