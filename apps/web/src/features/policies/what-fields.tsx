import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { Combobox, type ComboboxChoice } from "../../ui/combobox.tsx";
import { choices } from "./queries.ts";

const TYPING_MS = 150;

/** Asks for one action and one resource, each with what AWS knows of it. */
export function WhatFields(props: {
  action: string;
  resource: string;
  onAction: (action: string) => void;
  onResource: (resource: string) => void;
}) {
  const action = createSettled(() => props.action, TYPING_MS);
  const resource = createSettled(() => props.resource, TYPING_MS);
  const actions = createQuery(() => choices({ place: "action", written: action() }));
  const resources = createQuery(() =>
    choices({ place: "resource", written: resource(), ...(action() === "" ? {} : { actions: [action()] }) }),
  );
  return (
    <div class="ask-what">
      <Combobox
        label="do this action"
        value={props.action}
        hint="s3:GetObject"
        mono
        choices={toChoices(actions.data?.choices)}
        onInput={props.onAction}
        onChoose={props.onAction}
      />
      <Combobox
        label="on this resource"
        value={props.resource}
        hint="An ARN, or * for an action that knows no resource"
        mono
        choices={toChoices(resources.data?.choices)}
        onInput={props.onResource}
        onChoose={props.onResource}
      />
    </div>
  );
}

function toChoices(
  all: readonly { label: string; detail?: string; insert?: string }[] | undefined,
): readonly ComboboxChoice[] {
  return (all ?? []).map(({ label, detail, insert = label }) => ({ value: insert, label, detail }));
}
