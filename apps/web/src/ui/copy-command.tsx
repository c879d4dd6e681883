import Copy from "lucide-solid/icons/copy";
import { copy } from "../lib/copy.ts";

/** A command to copy: what is copied stays visible. */
export function CopyCommand(props: { command: string; what: string }) {
  return (
    <div class="command">
      <code tabindex="0" role="group" aria-label={props.what}>
        {props.command}
      </code>
      <button type="button" class="btn btn-ghost btn-sm" onClick={() => void copy(props.command, props.what)}>
        <Copy /> Copy
      </button>
    </div>
  );
}
