import { For, Show } from "solid-js";
import { ComparedSide, type Totals } from "./compared-side.tsx";
import type { Compared } from "./queries.ts";
import { ReadRoles } from "./read-roles.tsx";

/** What a comparison found: the headline, what was not read, then each side's access that the other has not. */
export function ComparedAnswer(props: {
  compared: Compared;
  first: string;
  second: string;
  onWhole: (level: Compared["totals"][number]["level"]) => void;
}) {
  const differs = () => props.compared.verdict !== "same" && props.compared.verdict !== "unread";
  const total = (side: "first" | "second"): Totals =>
    new Map(props.compared.totals.map((one) => [one.level, one[side]]));
  return (
    <section class="answer" aria-label="The answer">
      <div class="verdict verdict-open">
        <h2>{headline(props.compared)}</h2>
      </div>
      <ReadRoles roles={props.compared.roles} />
      <Show when={props.compared.lacking.length > 0}>
        <div class="callout mt-3">
          <div>
            <b>
              {props.compared.isRead
                ? "Not read, and it would make no difference"
                : "Not read, and it may change the answer"}
            </b>
            <ul class="lacking">
              <For each={props.compared.lacking}>{(what) => <li>{what}</li>}</For>
            </ul>
          </div>
        </div>
      </Show>
      <Show when={differs()}>
        <div class="compare-sides mt-5">
          <ComparedSide
            name={props.first}
            other={props.second}
            access={props.compared.onlyFirst}
            totals={total("first")}
            onWhole={props.onWhole}
          />
          <ComparedSide
            name={props.second}
            other={props.first}
            access={props.compared.onlySecond}
            totals={total("second")}
            onWhole={props.onWhole}
          />
        </div>
      </Show>
      <p class="mt-3 text-muted">Assumed: {props.compared.assumed.join(" ")}</p>
    </section>
  );
}

/** What a comparison found, in a sentence. */
export function headline({ verdict, isRead }: Compared): string {
  const far = isRead ? "T" : "As far as the policies were read, t";
  switch (verdict) {
    case "same":
      return "Both can do the same.";
    case "unread":
      return "No difference was found, but not all of their policies were read.";
    case "first-has-more":
      return `${far}he first can do everything that the second can, and more.`;
    case "second-has-more":
      return `${far}he second can do everything that the first can, and more.`;
    case "each-has-more":
      return isRead
        ? "Each can do something that the other cannot."
        : "As far as the policies were read, each can do something that the other cannot.";
  }
}
