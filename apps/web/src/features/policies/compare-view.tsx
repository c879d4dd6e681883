import { createMemo, createSignal, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { PolicyEditor } from "../../ui/policy-editor/policy-editor.tsx";
import { Segments } from "../../ui/segments.tsx";
import { AnswerPlace } from "./answer-place.tsx";
import { ComparedAnswer, headline } from "./compared-answer.tsx";
import { namesOf } from "./compared-names.ts";
import { CopyLink } from "./copy-link.tsx";
import { createKeptText } from "./kept-text.ts";
import { compared, type CompareInput, POLICY_HELPER } from "./queries.ts";
import { PASTED_INSTEAD, RoleField } from "./who-fields.tsx";

const TYPING_MS = 400;

/** What can one do that the other cannot? */
export function CompareView() {
  const [what, setWhat] = createUrlState("what");
  const [first, setFirst] = createUrlState("first");
  const [second, setSecond] = createUrlState("second");
  const [one, setOne] = createKeptText("compare-first");
  const [other, setOther] = createKeptText("compare-second");
  const isRoles = () => what() !== "policies";
  const sides = createMemo((): CompareInput | undefined => {
    if (isRoles()) {
      const [role, beside] = [first().trim(), second().trim()];
      const areRoles = role.startsWith("arn:") && beside.startsWith("arn:");
      return areRoles ? { first: { role }, second: { role: beside } } : undefined;
    }
    return one().trim() && other().trim() ? { first: { policy: one() }, second: { policy: other() } } : undefined;
  });
  // All differences of a level are wanted of what was compared then, not of what is compared next.
  const [whole, setWhole] = createSignal<Pick<CompareInput, "whole"> & { of: string }>();
  const asked = createMemo((): CompareInput | undefined => {
    const of = sides();
    const { of: wanted, ...level } = whole() ?? { of: undefined };
    return of !== undefined && wanted === subjectOf(of) ? { ...of, ...level } : of;
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
            <RoleField label="The first role" role={first()} instead={PASTED_INSTEAD} onRole={setFirst} />
            <RoleField label="The second role" role={second()} instead={PASTED_INSTEAD} onRole={setSecond} />
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
            spoken={headline}
          >
            {(data, of) => (
              <ComparedAnswer
                compared={data()}
                {...namesOf(of(), data().roles)}
                onWhole={(level) => setWhole({ whole: level, of: subjectOf(of()) })}
              />
            )}
          </AnswerPlace>
        )}
      </Show>
    </>
  );
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
