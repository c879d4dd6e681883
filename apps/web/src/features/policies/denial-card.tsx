import { KIND_WORDS } from "@gatehouse/core/policy/kind-words";
import { A } from "@solidjs/router";
import Copy from "lucide-solid/icons/copy";
import { For, Show } from "solid-js";
import { copy } from "../../lib/copy.ts";
import { sentence } from "../../lib/format.ts";
import { visible } from "../../lib/visible.ts";
import type { Explained } from "./queries.ts";
import { ReadRoles } from "./read-roles.tsx";

type Denial = Explained["denials"][number];

/** One denial: the answer first, then whose policy it is, and the smallest statement to add. */
export function DenialCard(props: {
  denial: Denial;
  /** Its place among several, which may be of the same action. */
  number: number | undefined;
}) {
  const name = () => `${props.number === undefined ? "" : `${props.number}. `}${props.denial.action ?? "Denial"}`;
  const simulate = () => {
    const { role = "", action = "", resource = "" } = props.denial;
    return `/policies?${new URLSearchParams({ role, action, resource }).toString()}`;
  };
  return (
    <section class="card" aria-label={name()}>
      <div class="card-body">
        <h2 class="denial-because">{visible(asSentence(props.denial.because))}</h2>
        <dl class="denial-facts">
          <Fact word="Asked by" value={props.denial.principal} />
          <Fact word="Action" value={props.denial.action} />
          <Fact word="Resource" value={props.denial.resource} />
        </dl>
        <ReadRoles roles={props.denial.roles} />
        <For each={props.denial.change.length > 1 ? props.denial.change : []}>
          {({ document, owner }) => (
            <p>
              To change: <b>{visible(document)}</b>. It belongs to {owner}.
            </p>
          )}
        </For>
      </div>
      <For each={props.denial.denying}>
        {({ name, statement, sid, line, toLine, text }) => (
          <div class="denial-statement">
            <div class="pasted-head">
              <b>
                This statement denies it: {visible(sid ?? `statement ${statement}`)} of {visible(name)}, lines {line} to{" "}
                {toLine}
              </b>
            </div>
            <pre class="said" tabindex="0" role="group" aria-label="The statement that denies, as JSON">
              {visible(text)}
            </pre>
          </div>
        )}
      </For>
      <For each={props.denial.add}>
        {({ document, exact, policy }) => (
          <div class="denial-statement">
            <div class="pasted-head">
              <b>The smallest statement, for the {KIND_WORDS[policy]}</b>
              <button type="button" class="btn btn-sm" onClick={() => void copy(document, "Statement")}>
                <Copy /> Copy the statement
              </button>
            </div>
            <pre class="said" tabindex="0" role="group" aria-label="The statement, as JSON">
              {visible(document)}
            </pre>
            <Show when={!exact}>
              <p class="text-xs text-muted">
                AWS did not name the resource in full: put its ARN in the place of the wildcards.
              </p>
            </Show>
          </div>
        )}
      </For>
      <Show when={props.denial.notes.length > 0}>
        <ul class="denial-notes">
          <For each={props.denial.notes}>{(note) => <li>{visible(note)}</li>}</For>
        </ul>
      </Show>
      <Show when={props.denial.role}>
        <div class="card-foot">
          <A class="btn btn-sm" href={simulate()}>
            Ask the simulator about this role
          </A>
        </div>
      </Show>
    </section>
  );
}

/** An action is written as AWS spells it, also where it begins a sentence. */
const asSentence = (text: string): string => (/^[\w-]+:\w/.test(text) ? text : sentence(text));

function Fact(props: { word: string; value: string | undefined }) {
  return (
    <Show when={props.value}>
      <dt>{props.word}</dt>
      <dd>
        <code class="thing">{visible(props.value ?? "")}</code>
      </dd>
    </Show>
  );
}
