import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import { onMount, Show } from "solid-js";
import { Alone } from "../../ui/alone.tsx";

/** What became of it. */
export function Answered(props: { approved: boolean }) {
  let heading: HTMLHeadingElement | undefined;
  // The buttons are gone: the keyboard and screen readers go on at what replaced them.
  onMount(() => heading?.focus());
  const title = () => (props.approved ? "Approved" : "Denied");
  return (
    <Alone title={title()}>
      <h1 class="alone-title cli-answered" tabindex="-1" ref={(element) => (heading = element)}>
        <Show when={props.approved} fallback={<Ban />}>
          <Check />
        </Show>{" "}
        {title()}
      </h1>
      <Show
        when={props.approved}
        fallback={
          <p class="alone-lede">
            Nobody got anything, and the audit log keeps who asked from where. If you did not run a command, tell your
            security team.
          </p>
        }
      >
        <p class="alone-lede">
          Go back to your terminal: the command goes on within three seconds. You can close this page.
        </p>
      </Show>
      <a class="btn btn-lg" href="/cli">
        See your CLI logins
      </a>
    </Alone>
  );
}
