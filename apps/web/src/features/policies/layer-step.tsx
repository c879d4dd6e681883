import ArrowLeft from "lucide-solid/icons/arrow-left";
import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import Filter from "lucide-solid/icons/funnel";
import Minus from "lucide-solid/icons/minus";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { visible } from "../../lib/visible.ts";
import { askedWords, layerHeading, layerNote } from "./layer-words.ts";
import type { AccessAnswer } from "./queries.ts";

type Layer = AccessAnswer["layers"][number];
export type Reason = Layer["because"][number];

const LOOKS = {
  allows: { icon: Check, look: "yes" },
  denies: { icon: Ban, look: "no" },
  silent: { icon: Ban, look: "silent" },
  depends: { icon: Filter, look: "if" },
  none: { icon: Minus, look: "none" },
  "not-read": { icon: CircleHelp, look: "none" },
} as const;

/** What one kind of policy says; each statement that decides leads to its place in its document. */
export function LayerStep(props: {
  layer: Layer;
  /** The documents of this kind. */
  asked: AccessAnswer["documents"];
  effect: AccessAnswer["effect"];
  decides: boolean;
  chosen: Reason | undefined;
  onChoose: (reason: Reason) => void;
}) {
  const look = () => LOOKS[props.layer.state];
  const isChosen = (reason: Reason) => reason.at === props.chosen?.at && reason.statement === props.chosen.statement;
  const conditionsOf = ({ at, statement }: Reason) =>
    props.layer.on.filter((condition) => condition.at === at && condition.statement === statement);
  const elsewhere = () =>
    props.layer.on.filter(
      (condition) =>
        !props.layer.because.some(({ at, statement }) => condition.at === at && condition.statement === statement),
    );
  return (
    <li>
      <span class={`dot dot-${look().look}`}>
        <Dynamic component={look().icon} />
      </span>
      <h4>{layerHeading(props.layer)}</h4>
      <Show when={layerNote(props.layer, props.effect)}>{(note) => <p class="because">{note()}</p>}</Show>
      <Show when={askedWords(props.layer, props.asked)}>{(words) => <p class="because">{visible(words())}</p>}</Show>
      <For each={props.layer.state === "not-read" ? [] : props.layer.lacking}>
        {(what) => <p class="because">{what}</p>}
      </For>
      <For each={props.layer.because}>
        {(reason) => (
          <>
            <button type="button" class="reason" aria-pressed={isChosen(reason)} onClick={() => props.onChoose(reason)}>
              <Verb effect={reason.effect} hangs={conditionsOf(reason).length > 0} />
              <span class="min-w-0">{placeOf(reason)}</span>
            </button>
            <For each={conditionsOf(reason)}>{(condition) => <Condition only condition={condition} />}</For>
          </>
        )}
      </For>
      <For each={props.layer.nearly}>
        {(reason) => (
          <>
            <button type="button" class="reason" aria-pressed={isChosen(reason)} onClick={() => props.onChoose(reason)}>
              <span class="verb">Would allow</span>
              <span class="min-w-0">{placeOf(reason)}</span>
            </button>
            <For each={reason.failed}>
              {({ key, operator, values, actual }) => (
                <p class="because">
                  <Filter class="inline size-3.5" /> Does not hold: {operator} <code class="thing">{visible(key)}</code>{" "}
                  <code class="thing">{visible(values.join(", "))}</code>; the request{" "}
                  {actual === undefined ? "lacks the key" : `has ${visible(actual.join(", "))}`}
                </p>
              )}
            </For>
          </>
        )}
      </For>
      <For each={elsewhere()}>{(condition) => <Condition condition={condition} />}</For>
      <Show when={props.decides}>
        <p class="decides">
          <ArrowLeft class="size-3.5" /> This step decides
        </p>
      </Show>
    </li>
  );
}

/** What a statement does, or may do where it hangs on what nobody said. */
function Verb(props: { effect: Reason["effect"]; hangs: boolean }) {
  const sure = () => (props.effect === "allow" ? "Allows" : "Denies");
  return (
    <span class="verb" classList={{ [`verb-${props.effect}`]: !props.hangs }}>
      {props.hangs ? `May ${props.effect}` : sure()}
    </span>
  );
}

function Condition(props: { condition: Layer["on"][number]; only?: boolean }) {
  return (
    <p class="because">
      <Filter class="inline size-3.5" /> {props.only === true ? "Only if: " : ""}
      {props.condition.operator} <code class="thing">{visible(props.condition.key)}</code>{" "}
      <code class="thing">{visible(props.condition.values.join(", "))}</code>
    </p>
  );
}

const placeOf = ({ name, statement, sid, line }: Reason): string =>
  visible(`${name}, statement ${statement}${sid === undefined ? "" : ` “${sid}”`}, line ${line}`);
