import { type FittingValue, fittingValues } from "@gatehouse/core/policy/simulate/fitting-values";
import { For } from "solid-js";
import { visible } from "../../lib/visible.ts";
import type { KnownKey } from "./known-keys.ts";
import type { AccessAnswer } from "./queries.ts";

const OUTCOMES: Readonly<Record<string, string>> = {
  allowed: "allowed",
  "explicitly-denied": "denied outright",
  "implicitly-denied": "not allowed",
};

type Condition = AccessAnswer["layers"][number]["on"][number];

/** Names the conditions that an answer hangs on, and offers values of the key with which each holds or does not. */
export function HangingOffers(props: { answer: AccessAnswer; onSet: (known: KnownKey) => void }) {
  const conditions = (): Condition[] => {
    const all = props.answer.layers.flatMap(({ on }) => on);
    return [...new Map(all.map((one) => [`${one.operator} ${one.key} ${one.values.join()}`, one])).values()];
  };
  return (
    <div class="card card-body mt-3">
      <p>
        It may be {props.answer.outcomes.map((outcome) => OUTCOMES[outcome] ?? outcome).join(" or ")}. Say what the key
        is to have one answer:
      </p>
      <ul class="hanging">
        <For each={conditions()}>
          {(condition) => (
            <li>
              <span class="min-w-0">
                <code class="thing">{visible(condition.key)}</code> <span class="text-muted">{condition.operator}</span>{" "}
                <code class="thing">{visible(condition.values.join(", "))}</code>
              </span>
              <span class="hanging-set">
                <For each={fittingValues(condition)}>
                  {(offer) => (
                    <button
                      type="button"
                      class="btn btn-sm"
                      onClick={() => props.onSet({ key: condition.key, values: offer.values })}
                    >
                      {offerWords(offer)}
                      <span class="sr-only">: {visible(condition.key)}</span>
                      <small class="text-muted">{offer.holds ? "holds" : "does not hold"}</small>
                    </button>
                  )}
                </For>
              </span>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

const offerWords = ({ values }: FittingValue): string =>
  values === "absent" ? "Absent" : `Set to ${visible(values.join(", "))}`;
