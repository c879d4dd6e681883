import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import Filter from "lucide-solid/icons/funnel";
import { createMemo, createSignal, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { visible } from "../../lib/visible.ts";
import { HangingOffers } from "./hanging-offers.tsx";
import type { KnownKey } from "./known-keys.ts";
import { LayerStep, type Reason } from "./layer-step.tsx";
import type { AccessAnswer } from "./queries.ts";
import { ReadRoles } from "./read-roles.tsx";
import { StatementShown } from "./statement-shown.tsx";

const LOOKS = {
  allowed: { icon: Check, look: "yes" },
  conditional: { icon: Filter, look: "if" },
  "explicitly-denied": { icon: Ban, look: "no" },
  "implicitly-denied": { icon: Ban, look: "no" },
} as const;

/** The answer in a sentence, then what each kind of policy says in AWS's order, with the statements beside. */
export function AnswerView(props: { answer: AccessAnswer; onSet: (known: KnownKey) => void }) {
  const [chosen, setChosen] = createSignal<Reason>();
  let verdict: HTMLHeadingElement | undefined;
  let beside: HTMLDivElement | undefined;
  const choose = (reason: Reason) => {
    setChosen(reason);
    // On a phone the document is below the tree, and a choice would seem to do nothing.
    beside?.querySelector(".statement-shown")?.scrollIntoView({ block: "nearest" });
  };
  const reasons = createMemo(() => props.answer.layers.flatMap(({ because, nearly }) => [...because, ...nearly]));
  const deciding = () => {
    const { blockedBy } = props.answer;
    const layer = props.answer.layers.find(({ policy }) => policy === blockedBy);
    return layer?.because[0] ?? layer?.nearly[0] ?? reasons()[0];
  };
  const same = (one: Reason, other: Reason | undefined) =>
    one.at === other?.at && one.statement === other.statement && one.name === other.name;
  const shown = () => reasons().find((reason) => same(reason, chosen())) ?? deciding();
  const documentOf = (reason: Reason) => props.answer.documents.find(({ id }) => id === reason.at);
  // What is so only as far as was read is not shown as settled.
  const look = () => ({
    ...LOOKS[props.answer.effect],
    ...(props.answer.stands || props.answer.effect === "conditional" ? {} : { look: "open" }),
  });
  return (
    <section class="answer" aria-label="The answer">
      <div class={`verdict verdict-${look().look}`}>
        <Dynamic component={look().icon} />
        <h2 tabindex="-1" ref={(element) => (verdict = element)}>
          {visible(props.answer.sentence)}
        </h2>
      </div>
      <ReadRoles roles={props.answer.roles} />
      <Show when={props.answer.effect === "conditional"}>
        <HangingOffers
          answer={props.answer}
          onSet={(known) => {
            // The button that was pressed goes with the question that it answered.
            verdict?.focus();
            props.onSet(known);
          }}
        />
      </Show>
      <Show when={props.answer.notes.length > 0}>
        <ul class="lacking">
          <For each={props.answer.notes}>{(note) => <li>{visible(note)}</li>}</For>
        </ul>
      </Show>
      <Show when={props.answer.lacking.length > 0}>
        <Lacking answer={props.answer} />
      </Show>
      <div class="answer-grid" ref={(element) => (beside = element)}>
        <div>
          <h3 class="answer-head">What each kind of policy says, in AWS’s order</h3>
          <ol class="tree">
            <For each={props.answer.layers}>
              {(layer) => (
                <LayerStep
                  layer={layer}
                  asked={props.answer.documents.filter(({ id }) => id.startsWith(`${layer.policy}/`))}
                  effect={props.answer.effect}
                  decides={layer.policy === props.answer.blockedBy}
                  chosen={shown()}
                  onChoose={choose}
                />
              )}
            </For>
          </ol>
        </div>
        <Show when={shown()} keyed fallback={<NoStatement />}>
          {(reason) => (
            <Show when={documentOf(reason)} keyed>
              {(document) => <StatementShown name={document.name} text={document.text} reason={reason} />}
            </Show>
          )}
        </Show>
      </div>
    </section>
  );
}

function Lacking(props: { answer: AccessAnswer }) {
  return (
    <div class="callout mt-3">
      <div>
        <b>
          {props.answer.stands ? "Not read, and it would change nothing" : "Not read, and it may change the answer"}
        </b>
        <ul class="lacking">
          <For each={props.answer.lacking}>{({ what }) => <li>{what}</li>}</For>
        </ul>
      </div>
    </div>
  );
}

function NoStatement() {
  return (
    <p class="text-muted">
      There is no statement to show: none that was read allows or denies this, or would but for a condition.
    </p>
  );
}
