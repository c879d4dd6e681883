import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import Lightbulb from "lucide-solid/icons/lightbulb";
import { Show } from "solid-js";
import { problemOf, type Problem } from "../../lib/failure.ts";
import { roleLink } from "../../lib/role-link.ts";
import { Alone } from "../../ui/alone.tsx";
import { Said } from "../../ui/said.tsx";
import type { Asked } from "./deep-link.ts";

const TITLES: Partial<Record<Problem["code"], string>> = {
  "refused-by-aws": "AWS refused the session",
  forbidden: "You may not use this role",
  "not-found": "There is no such role any more",
  invalid: "This link can’t be followed",
  "rate-limited": "Too many sessions in a short time",
};

const HINTS: Partial<Record<Problem["code"], string>> = {
  "refused-by-aws":
    "You may use the role, and Gatehouse asked AWS for it. Most often the role’s trust policy no longer lets Gatehouse in, or a service control policy forbids it. Show AWS’s words to the owner of the role.",
  forbidden: "The grant is checked again at each sign-in. It was there when the list was made, and is gone now.",
  "rate-limited": "Wait a minute, then try again. Nothing was issued.",
};

/** Why no session was given: AWS's words, what they mean, and what to do. */
export function SignInRefused(props: { role: EligibleRole; asked: Asked; error: unknown; again: () => void }) {
  const problem = () => problemOf(props.error);
  const title = () => TITLES[problem().code] ?? "Gatehouse could not sign you in";
  return (
    <Alone title={title()}>
      <h1 class="alone-title">{title()}</h1>
      <p class="alone-lede" role="alert">
        <b>{props.role.name}</b> in <b>{props.role.accountName}</b>. {problem().message}
      </p>
      <Show when={problem().awsSaid}>
        {(words) => (
          <div class="mb-4">
            <Said words={words()} call="sts:AssumeRole" />
          </div>
        )}
      </Show>
      <Show when={HINTS[problem().code]}>
        {(hint) => (
          <div class="callout">
            <Lightbulb />
            <div>
              <b>What this means</b>
              <p>{hint()}</p>
            </div>
          </div>
        )}
      </Show>
      <div class="alone-actions">
        <a class="btn btn-lg" href="/">
          Go to your roles
        </a>
        <Show
          when={problem().code !== "forbidden" && problem().code !== "invalid"}
          fallback={
            <a class="btn btn-primary btn-lg" href={`/why?q=${encodeURIComponent(props.role.arn)}`}>
              See why you can’t use it
            </a>
          }
        >
          <button type="button" class="btn btn-primary btn-lg" onClick={() => props.again()}>
            Try again
          </button>
        </Show>
      </div>
      <p class="alone-foot">
        <Show when={props.asked.redirect}>
          <a href={roleLink(props.role, { region: props.asked.region })}>Sign in at the console’s home instead</a>.{" "}
        </Show>
        <span class="font-mono break-all">{props.role.arn}</span>
      </p>
    </Alone>
  );
}
