import type { TokenLine } from "@gatehouse/core/api-token";
import { onMount } from "solid-js";
import { CopyCommand } from "../../ui/copy-command.tsx";
import { Time } from "../../ui/time.tsx";

/** A token that was just made: the one time that its text is shown. */
export function NewSecret(props: { made: { token: TokenLine; text: string }; onDone: () => void }) {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <section class="card" aria-labelledby="made">
      <div class="card-head">
        <h2 id="made" ref={(element) => (heading = element)} tabindex="-1">
          Copy “{props.made.token.name}” now
        </h2>
      </div>
      <div class="card-body">
        <p class="mb-3 text-muted">
          It is shown this once and kept nowhere: Gatehouse stores a hash of it. Send it as{" "}
          <span class="thing">Authorization: Bearer</span>. It expires <Time at={props.made.token.expiresAt} />.
        </p>
        <CopyCommand command={props.made.text} what="The token" />
        <button type="button" class="btn mt-4" onClick={() => props.onDone()}>
          I have copied it
        </button>
      </div>
    </section>
  );
}
