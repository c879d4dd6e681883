import { For } from "solid-js";
import type { KnownKey } from "./known-keys.ts";
import type { AccessAnswer } from "./queries.ts";

const OUTCOMES: Readonly<Record<string, string>> = {
  allowed: "allowed",
  "explicitly-denied": "denied outright",
  "implicitly-denied": "not allowed",
};

type Condition = AccessAnswer["layers"][number]["on"][number];

/** Names the conditions that an answer hangs on, and offers to say what the key is. */
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
          {({ key, operator, values }) => (
            <li>
              <span class="min-w-0">
                <code class="thing">{key}</code> <span class="text-muted">{operator}</span>{" "}
                <code class="thing">{values.join(", ")}</code>
              </span>
              <span class="hanging-set">
                <For each={values.filter((value) => !/[*?$]/.test(value)).slice(0, 2)}>
                  {(value) => (
                    <button type="button" class="btn btn-sm" onClick={() => props.onSet({ key, values: [value] })}>
                      Set to {value}
                    </button>
                  )}
                </For>
                <button type="button" class="btn btn-sm" onClick={() => props.onSet({ key, values: "absent" })}>
                  Absent<span class="sr-only">: {key}</span>
                </button>
              </span>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
