import type { SignOnProblem } from "@gatehouse/core/me";
import CircleAlert from "lucide-solid/icons/circle-alert";
import { Show } from "solid-js";

const WORDS: Record<SignOnProblem, string> = {
  unreachable: "Your organization’s sign-on does not answer. Try again in a minute.",
  denied: "Your organization’s sign-on did not let you in, or you said no there.",
  refused: "Your organization’s sign-on refused this. Its operator finds the reason in Gatehouse’s log.",
  stale: "This sign-in was begun in another browser, or more than ten minutes ago. Begin again.",
  used: "This sign-in was used already. Begin again.",
  untrusted: "What came back was not from your organization’s sign-on, or not for this sign-in. Nobody was signed in.",
  misconfigured: "Gatehouse is not registered rightly at your organization’s sign-on. Its operator has to mend that.",
  "plain-name":
    "Your organization’s sign-on names you by something that is no e-mail address, and that could be a group’s name. Tell your Gatehouse admins: sign_on.oidc.email_claim names the claim that is read.",
  "no-email": "Your organization’s sign-on did not say your e-mail address, by which Gatehouse knows people.",
  "unverified-email":
    "Your organization’s sign-on says that your e-mail address is not verified yet. Verify it there first.",
  "too-often": "There were too many tries from your address. Wait a minute, then try again.",
  unavailable: "Gatehouse cannot reach its records at the moment. Try again in a minute.",
};

/** Says in our own words why a sign-on came to nothing; whatever else stands in the address is not shown. */
export function SignOnTrouble(props: { problem: string | undefined; request: string | undefined }) {
  const words = () => Object.entries(WORDS).find(([known]) => known === props.problem)?.[1];
  const request = () => (/^[0-9a-f]{16}$/.test(props.request ?? "") ? props.request : undefined);
  return (
    <Show when={words()}>
      {(said) => (
        <div class="callout callout-danger mt-4 mb-4" role="alert">
          <CircleAlert />
          <div class="min-w-0 grow">
            <b>You are not signed in</b>
            <p>{said()}</p>
            <Show when={request()}>
              {(id) => (
                <p class="text-xs text-muted">
                  Request <span class="font-mono">{id()}</span>
                </p>
              )}
            </Show>
          </div>
        </div>
      )}
    </Show>
  );
}
