import { createMemo, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { PolicyEditor } from "../../ui/policy-editor/policy-editor.tsx";
import { Segments } from "../../ui/segments.tsx";
import { AccountField } from "./account-field.tsx";
import { AnswerPlace } from "./answer-place.tsx";
import { AnswerView } from "./answer-view.tsx";
import { CopyLink } from "./copy-link.tsx";
import { createPasted } from "./create-pasted.ts";
import { KeyFields } from "./key-fields.tsx";
import { createKeptText } from "./kept-text.ts";
import { readKeys, setKey, writeKeys } from "./known-keys.ts";
import { PastedPolicies } from "./pasted-policies.tsx";
import { accessAnswer, POLICY_HELPER } from "./queries.ts";
import { type Asked, missingOf, questionOf, subjectOf, textsOf } from "./question.ts";
import { WhatFields } from "./what-fields.tsx";
import { PASTED_INSTEAD, RoleField } from "./who-fields.tsx";

const TYPING_MS = 300;

/** Can X do Y on Z? The question is in the address, pasted policies apart; the answer follows it. */
export function SimulatorView() {
  const [who, setWho] = createUrlState("who");
  const [role, setRole] = createUrlState("role");
  const [account, setAccount] = createUrlState("account");
  const [action, setAction] = createUrlState("action");
  const [resource, setResource] = createUrlState("resource");
  const [keys, setKeys] = createUrlState("keys");
  const [rest, setRest] = createUrlState("rest");
  const [identity, setIdentity] = createKeptText("identity");
  const [pasted, paste] = createPasted();
  const asked = createMemo<Asked>(() => ({
    who: who() === "pasted" ? "pasted" : "role",
    role: role().trim(),
    identity: identity(),
    account: account().trim(),
    action: action(),
    resource: resource(),
    keys: readKeys(keys()),
    rest: rest() === "absent" ? "absent" : "unknown",
    pasted: pasted(),
  }));
  // What was opened stays open when its last row goes: the keyboard is in it.
  const saysKeys = createMemo((was: boolean) => was || asked().keys.length > 0 || asked().rest === "absent", false);
  const hasPasted = createMemo((was: boolean) => was || Object.keys(asked().pasted).length > 0, false);
  const settled = createSettled(asked, TYPING_MS);
  const answer = createQuery(() => accessAnswer(questionOf(settled())));
  return (
    <>
      <section class="card card-body ask" aria-label="The question">
        <div class="ask-who">
          <Segments
            label="Whose policies"
            all={[
              { value: "role" as const, word: "A role of the estate" },
              { value: "pasted" as const, word: "Pasted policies" },
            ]}
            value={asked().who}
            onChoose={(value) => setWho(value === "pasted" ? value : "")}
          />
        </div>
        <Show
          when={asked().who === "role"}
          fallback={
            <div>
              <p class="label">Whoever has this identity-based policy</p>
              <PolicyEditor
                small
                text={identity()}
                label="The identity-based policy"
                helper={POLICY_HELPER}
                onText={setIdentity}
              />
              <AccountField account={account()} none="the resource’s" onAccount={setAccount} />
            </div>
          }
        >
          <RoleField label="Can this role" role={role()} instead={PASTED_INSTEAD} onRole={setRole} />
        </Show>
        <WhatFields action={action()} resource={resource()} onAction={setAction} onResource={setResource} />
        <details class="ask-more" open={saysKeys()}>
          <summary>The request’s context: {contextWords(asked())}</summary>
          <KeyFields
            action={action()}
            keys={asked().keys}
            rest={asked().rest}
            onKeys={(next) => setKeys(writeKeys(next))}
            onRest={(next) => setRest(next === "absent" ? next : "")}
          />
        </details>
        <details class="ask-more" open={hasPasted()}>
          <summary>Other policies that bear on it</summary>
          <PastedPolicies pasted={pasted()} withBoundary={asked().who === "pasted"} onPaste={paste} />
        </details>
        <Show when={Object.keys(textsOf(asked())).length > 0}>
          <div>
            <CopyLink texts={textsOf(asked())} />
          </div>
        </Show>
      </section>
      <Show when={questionOf(asked())} fallback={<Waiting missing={missingOf(asked())} />}>
        {(question) => (
          <AnswerPlace
            query={answer}
            question={question()}
            settled={settled() === asked()}
            subjectOf={subjectOf}
            what="This could not be answered"
            spoken={({ sentence }) => sentence}
          >
            {(data) => (
              <AnswerView answer={data()} onSet={(known) => setKeys(writeKeys(setKey(readKeys(keys()), known)))} />
            )}
          </AnswerPlace>
        )}
      </Show>
    </>
  );
}

function contextWords({ keys, rest }: Asked): string {
  const known = keys.length === 0 ? "nothing said" : keys.map(({ key }) => key).join(", ");
  return `${known}; ${keys.length === 0 ? "every key" : "all else"} ${rest}`;
}

function Waiting(props: { missing: string[] }) {
  return (
    <p class="mt-5 text-muted" role="status">
      To answer, Gatehouse still needs {props.missing.join(", ")}.
    </p>
  );
}
