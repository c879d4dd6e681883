import Copy from "lucide-solid/icons/copy";
import { copy } from "../../lib/copy.ts";
import { CopyCommand } from "../../ui/copy-command.tsx";

/** How to begin, for someone whose CLI has never been here. */
export function FirstLogin(props: { person: string | undefined }) {
  const settings = () =>
    [
      `consoleme_url: ${location.origin}`,
      "authentication_method: challenge",
      `challenge_settings: { user: ${props.person ?? "you@example.com"} }`,
    ].join("\n");
  return (
    <section class="card page-narrow" aria-labelledby="first">
      <div class="card-head">
        <h2 id="first">No program is logged in for you</h2>
      </div>
      <div class="card-body">
        <p>
          With Weep, credentials of your roles are one command away. Put this into{" "}
          <span class="thing">~/.weep/weep.yaml</span>:
        </p>
        {/* A region that scrolls must be reachable by keyboard. */}
        <pre class="said mt-3" tabindex="0" role="group" aria-label="Settings of Weep">
          {settings()}
        </pre>
        <button type="button" class="btn btn-sm mt-2" onClick={() => void copy(settings(), "Settings")}>
          <Copy /> Copy the settings
        </button>
        <p class="mt-4">Then list your roles. The command waits here until you have approved it.</p>
        <div class="mt-3">
          <CopyCommand command="weep list" what="First command" />
        </div>
        <p class="mt-4 text-muted">
          On a machine without a browser, leave this page open: the command shows up here by itself within three
          seconds.
        </p>
      </div>
    </section>
  );
}
