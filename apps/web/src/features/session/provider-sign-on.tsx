import LogIn from "lucide-solid/icons/log-in";
import { Show } from "solid-js";

/** The way to the organization's own sign-on and back to where one wanted to go. */
export function ProviderSignOn(props: { label: string; next: string | undefined; left: boolean }) {
  const start = () => (props.next ? `/auth/start?next=${encodeURIComponent(props.next)}` : "/auth/start");
  return (
    <>
      <p class="alone-lede">
        <Show
          when={props.left}
          fallback="Your organization’s sign-on says who you are. Gatehouse asks for no password."
        >
          You are signed out of Gatehouse.
        </Show>
        <Show when={props.next}>
          {(path) => (
            <>
              {" "}
              You will come back to <b>{path()}</b>.
            </>
          )}
        </Show>
      </p>
      <a class="btn btn-primary btn-lg mb-4 w-full" href={start()} target="_self" rel="external">
        <LogIn /> {props.label}
      </a>
    </>
  );
}
