import { createMemo, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { PolicyEditor } from "../../ui/policy-editor/policy-editor.tsx";
import { Segments } from "../../ui/segments.tsx";
import { AnswerPlace } from "./answer-place.tsx";
import { ComparedSide } from "./compared-side.tsx";
import { CopyLink } from "./copy-link.tsx";
import { createKeptText } from "./kept-text.ts";
import { compared, type Compared, type CompareInput, POLICY_HELPER } from "./queries.ts";
import { RoleField } from "./who-fields.tsx";

const TYPING_MS = 400;

/** What can one do that the other cannot? */
export function CompareView() {
  const [what, setWhat] = createUrlState("what");
  const [first, setFirst] = createUrlState("first");
  const [second, setSecond] = createUrlState("second");
  const [one, setOne] = createKeptText("compare-first");
  const [other, setOther] = createKeptText("compare-second");
  const isRoles = () => what() !== "policies";
  const asked = createMemo((): CompareInput | undefined => {
    if (isRoles()) {
      const areRoles = first().startsWith("arn:") && second().startsWith("arn:");
      return areRoles ? { first: { role: first().trim() }, second: { role: second().trim() } } : undefined;
    }
    return one().trim() && other().trim() ? { first: { policy: one() }, second: { policy: other() } } : undefined;
  });
  const settled = createSettled(asked, TYPING_MS);
  const answer = createQuery(() => compared(settled()));
  return (
    <>
      <section class="card card-body ask" aria-label="What is compared">
        <div>
          <Segments
            label="What is compared"
            all={[
              { value: "", word: "Two roles" },
              { value: "policies", word: "Two policies" },
            ]}
            value={isRoles() ? "" : "policies"}
            onChoose={setWhat}
          />
        </div>
        <div class="compare-sides">
          <Show
            when={isRoles()}
            fallback={
              <>
                <Pasted label="The first policy" text={one()} onText={setOne} />
                <Pasted label="The second policy" text={other()} onText={setOther} />
              </>
            }
          >
            <RoleField label="The first role" role={first()} onRole={setFirst} />
            <RoleField label="The second role" role={second()} onRole={setSecond} />
          </Show>
        </div>
        <Show when={!isRoles() && asked()}>
          <div>
            <CopyLink texts={{ "compare-first": one(), "compare-second": other() }} />
          </div>
        </Show>
      </section>
      <Show when={asked()} fallback={<Waiting roles={isRoles()} />}>
        {(question) => (
          <AnswerPlace
            query={answer}
            question={question()}
            settled={settled() === asked()}
            subjectOf={subjectOf}
            what="These could not be compared"
          >
            {(data, of) => (
              <Answer
                compared={data()}
                first={nameOf(of().first, "the first policy")}
                second={nameOf(of().second, "the second policy")}
              />
            )}
          </AnswerPlace>
        )}
      </Show>
    </>
  );
}

/** The names of a comparison are those of what was compared, not of what stands in the fields by now. */
function nameOf(side: CompareInput["first"], pasted: string): string {
  return "role" in side ? side.role.slice(side.role.lastIndexOf("/") + 1) : pasted;
}

/** Two roles, or whatever two policies are being written. */
function subjectOf({ first, second }: CompareInput): string {
  return JSON.stringify([first, second].map((side) => ("role" in side ? side.role : "")));
}

function Pasted(props: { label: string; text: string; onText: (text: string) => void }) {
  return (
    <div class="min-w-0">
      <p class="label">{props.label}</p>
      <PolicyEditor small text={props.text} label={props.label} helper={POLICY_HELPER} onText={props.onText} />
    </div>
  );
}

function Waiting(props: { roles: boolean }) {
  return (
    <p class="mt-5 text-muted" role="status">
      {props.roles ? "Choose two roles of the estate to compare them." : "Paste two policies to compare them."}
    </p>
  );
}

function Answer(props: { compared: Compared; first: string; second: string }) {
  const differs = () => props.compared.verdict !== "same" && props.compared.verdict !== "unread";
  const total = (side: "first" | "second") => new Map(props.compared.totals.map((one) => [one.level, one[side]]));
  return (
    <section class="answer" aria-label="The answer">
      <div class="verdict verdict-open" role="status">
        <h2>{headline(props.compared)}</h2>
      </div>
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
          />
          <ComparedSide
            name={props.second}
            other={props.first}
            access={props.compared.onlySecond}
            totals={total("second")}
          />
        </div>
      </Show>
      <p class="mt-3 text-muted">Assumed: {props.compared.assumed.join(" ")}</p>
    </section>
  );
}

function headline({ verdict, isRead }: Compared): string {
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
