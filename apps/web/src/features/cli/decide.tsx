import type { OpenedLogin } from "@gatehouse/core/cli/cli-login";
import Check from "lucide-solid/icons/check";
import Terminal from "lucide-solid/icons/terminal";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { Show } from "solid-js";
import { count, duration, relativeTime } from "../../lib/format.ts";
import { Alone } from "../../ui/alone.tsx";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { Code } from "./code.tsx";
import { Countdown, useCountdown } from "./countdown.tsx";

const TITLE = "Give the CLI credentials?";

/** Who asks, from where and for what, and the two answers. */
export function Decide(props: {
  asked: OpenedLogin;
  busy: boolean;
  error: unknown;
  onAnswer: (approve: boolean) => void;
}) {
  const left = useCountdown(() => props.asked.expiresAt);
  const over = () => left() <= 0;
  const still = () => props.busy || over();
  return (
    <Alone title={TITLE}>
      <p class="cli-asked">
        <Terminal /> Asked by the command line, {relativeTime(props.asked.requestedAt, Date.now())}
      </p>
      <h1 class="alone-title">{TITLE}</h1>
      <p class="alone-lede">
        Approve only if you have just run a command. Where it printed an address, the address ends in this code.
      </p>
      <Code code={props.asked.code} />
      <dl class="card card-body cli-facts">
        <dt>For</dt>
        <dd>
          <b>{props.asked.person}</b>
        </dd>
        <dt>From address</dt>
        <dd>
          <span class="font-mono">{props.asked.address}</span>
          <Show
            when={props.asked.sameAddress}
            fallback={
              <span class="cli-address text-warning-text">
                <TriangleAlert /> not the address of this browser
              </span>
            }
          >
            <span class="cli-address text-success-text">
              <Check /> same as this browser
            </span>
          </Show>
        </dd>
        <dt>May fetch</dt>
        <dd>
          credentials of your {count(props.asked.roles, "role")}, for {duration(props.asked.hours * 3_600_000)}
          <Show when={props.asked.mostHours > props.asked.hours}>
            , and up to {duration(props.asked.mostHours * 3_600_000)} while it is in use
          </Show>
        </dd>
      </dl>
      <Show when={props.error}>
        {(error) => (
          <div class="mt-4">
            <ErrorPlace error={error()} what="Your answer did not arrive" />
          </div>
        )}
      </Show>
      <div class="alone-actions">
        <button type="button" class="btn btn-lg" disabled={still()} onClick={() => props.onAnswer(false)}>
          Deny
        </button>
        <button type="button" class="btn btn-primary btn-lg" disabled={still()} onClick={() => props.onAnswer(true)}>
          I started this, approve
        </button>
      </div>
      <Countdown left={left()} />
      <p class="alone-foot">
        You didn’t start this? Deny it: nobody gets anything, and the audit log keeps who asked from where. This page
        can be seen once only.
      </p>
    </Alone>
  );
}
