import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { useMutation } from "@tanstack/solid-query";
import Check from "lucide-solid/icons/check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import { For, onMount, Show } from "solid-js";
import { duration } from "../../lib/format.ts";
import { Alone } from "../../ui/alone.tsx";
import { RolePlace } from "../../ui/role-place.tsx";
import type { Asked } from "./deep-link.ts";
import { landing } from "./landing.ts";
import { signIn } from "./queries.ts";
import { shortReason } from "./reason.ts";
import { SignInRefused } from "./sign-in-refused.tsx";

type Destination = { host: string; service?: string; region?: string };

/** Asks for one console session, once, and replaces this page by the AWS console. */
export function SigningIn(props: { role: EligibleRole; asked: Asked; destination: Destination | undefined }) {
  const session = useMutation(signIn);
  const ask = () => {
    const { region, redirect } = props.asked;
    const input = { roleArn: props.role.arn, ...(region ? { region } : {}), ...(redirect ? { redirect } : {}) };
    // Given to this one call, so that nothing opens after someone chose to stop and left the page.
    session.mutate(input, {
      onSuccess: ({ url, signOutFirstUrl }) => location.replace(props.asked.signOutFirst ? signOutFirstUrl : url),
    });
  };
  onMount(ask);
  const length = () => props.role.sessionSeconds;
  return (
    <Show
      when={!session.error}
      fallback={<SignInRefused role={props.role} asked={props.asked} error={session.error} again={ask} />}
    >
      <Alone title={`Signing in as ${props.role.name}`}>
        <h1 class="alone-title">Signing in as {props.role.name}</h1>
        <p class="alone-lede flex flex-wrap items-center gap-2">
          <RolePlace role={props.role} />
        </p>
        <ol class="card card-body steps" aria-live="polite">
          <li class="done">
            <Check /> <span>You may use it: {shortReason(props.role.because)}</span>
          </li>
          <Show
            when={session.data}
            fallback={
              <li>
                <LoaderCircle class="spin" />
                <span>
                  Asking AWS for a session
                  <Show when={length()}>{(seconds) => <> of {duration(seconds() * 1000)}</>}</Show>
                </span>
              </li>
            }
          >
            {(issued) => (
              <>
                <li class="done">
                  <Check /> <span>AWS gave a session of {duration(issued().sessionSeconds * 1000)}</span>
                </li>
                <For each={issued().notes}>
                  {(note) => (
                    <li>
                      <CircleDashed /> <span>{note}</span>
                    </li>
                  )}
                </For>
              </>
            )}
          </Show>
          <Show when={props.asked.signOutFirst}>
            <li classList={{ later: !session.data }}>
              <CircleDashed /> <span>Signing out of the AWS console that this browser has open</span>
            </li>
          </Show>
          <li classList={{ later: !session.data }}>
            <Show when={session.data} fallback={<CircleDashed />}>
              <LoaderCircle class="spin" />
            </Show>
            <span>Opening {landing(props.destination)}</span>
          </li>
        </ol>
        <p class="alone-foot">
          <Show when={!props.asked.signOutFirst}>Your other AWS console sessions stay open. </Show>
          <a href="/">Stop</a>
        </p>
      </Alone>
    </Show>
  );
}
