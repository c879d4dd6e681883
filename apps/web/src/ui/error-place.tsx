import CircleAlert from "lucide-solid/icons/circle-alert";
import { Show } from "solid-js";
import { problemOf } from "../lib/failure.ts";
import { Said } from "./said.tsx";

/** What may be over by the time that one tries again; the rest stays as it is until something else is asked. */
const PASSING: ReadonlySet<string> = new Set(["unavailable", "rate-limited", "refused-by-aws", "conflict"]);

/** Tells what went wrong in the place where it went wrong, with AWS's words and, where that may help, a way to try again. */
export function ErrorPlace(props: { error: unknown; retry?: (() => void) | undefined; what?: string | undefined }) {
  const problem = () => problemOf(props.error);
  const mayHelp = () => PASSING.has(problem().code);
  return (
    <div class="callout callout-danger" role="alert">
      <CircleAlert />
      <div class="min-w-0 grow">
        <b>{props.what ?? "This could not be read"}</b>
        <p>{problem().message}</p>
        <Show when={problem().awsSaid}>
          {(words) => (
            <div class="mt-2">
              <Said words={words()} />
            </div>
          )}
        </Show>
        <Show when={mayHelp() && props.retry}>
          {(retry) => (
            <button type="button" class="btn btn-sm mt-2" onClick={() => retry()()}>
              Try again
            </button>
          )}
        </Show>
      </div>
    </div>
  );
}
