import { createSignal, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { count } from "../../lib/format.ts";
import { AnswerPlace } from "./answer-place.tsx";
import { DenialCard } from "./denial-card.tsx";
import { createKeptText } from "./kept-text.ts";
import { type Explained, explained } from "./queries.ts";

const EXAMPLE =
  "User: … is not authorized to perform: s3:GetObject on resource: … because no identity-based policy allows the s3:GetObject action";

/** Why was it denied? What AWS said is pasted; each denial in it is explained. */
export function DeniedView() {
  const [text, setText] = createKeptText("denied");
  const [asked, setAsked] = createSignal(text());
  const answer = createQuery(() => explained(asked()));
  const ask = () => {
    if (asked() === text() && answer.error) answer.refetch();
    setAsked(text());
  };
  const isOther = () => asked().trim() !== "" && asked() !== text();
  return (
    <div class="page-narrow">
      <form
        class="denied-form"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <label class="label w-full">
          What AWS said
          <textarea
            class="code code-plain code-small"
            placeholder={EXAMPLE}
            spellcheck={false}
            autocomplete="off"
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            onPaste={() => setTimeout(ask)}
          />
        </label>
        <div class="denied-ask">
          <button type="submit" class="btn btn-primary">
            Explain it
          </button>
          <span class="text-muted" role="status">
            {isOther() ? "The text is another by now: what stands below is about the one before." : ""}
          </span>
        </div>
      </form>
      <Show when={asked().trim()} fallback={<HowToAsk />}>
        <div classList={{ "answer-old": isOther() }}>
          <AnswerPlace
            query={answer}
            question={{ text: asked() }}
            settled
            subjectOf={({ text: of }) => of}
            what="This could not be explained"
            spoken={sayDenials}
          >
            {(data) => <Denials explained={data()} />}
          </AnswerPlace>
        </div>
      </Show>
    </div>
  );
}

function HowToAsk() {
  return (
    <p class="text-muted">
      A line of a log is enough; so is an event of CloudTrail as JSON, or what{" "}
      <code class="thing">aws sts decode-authorization-message</code> answered. Gatehouse keeps nothing of it; this tab
      does until you sign out.
    </p>
  );
}

function Denials(props: { explained: Explained }) {
  return (
    <div class="answers">
      <For each={props.explained.denials} fallback={<NoDenial others={props.explained.otherEvents} />}>
        {(denial, index) => (
          <DenialCard denial={denial} number={props.explained.denials.length > 1 ? index() + 1 : undefined} />
        )}
      </For>
      <Show when={props.explained.more > 0}>
        <p>{count(props.explained.more, "more denial")} not shown: paste fewer events.</p>
      </Show>
    </div>
  );
}

const NO_DENIAL = "This text tells of no denial";

function sayDenials({ denials, more }: Explained): string {
  const [first] = denials;
  if (first === undefined) return NO_DENIAL;
  const all = denials.length + more;
  return all === 1 ? first.because : `${count(all, "denial")}. The first: ${first.because}`;
}

function NoDenial(props: { others: number }) {
  return (
    <div class="card card-body">
      <h2>{NO_DENIAL}</h2>
      <p class="mt-1 text-muted">
        {props.others > 0
          ? `${count(props.others, "event")} of CloudTrail, and none was denied.`
          : "Gatehouse looks for “is not authorized to perform”, for an AccessDenied event of CloudTrail and for a decoded authorization message. Paste the whole message, not a part of it."}
      </p>
    </div>
  );
}
