import { createSignal, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { count } from "../../lib/format.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
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
  return (
    <div class="page-narrow">
      <form
        class="denied-form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(text());
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
            onPaste={() => setTimeout(() => setAsked(text()))}
          />
        </label>
        <button type="submit" class="btn btn-primary">
          Explain it
        </button>
      </form>
      <Show when={asked().trim()} fallback={<HowToAsk />}>
        <Show when={answer.error}>
          {(error) => <ErrorPlace error={error()} retry={answer.refetch} what="This could not be explained" />}
        </Show>
        <Show when={answer.error ? undefined : answer.data}>{(data) => <Denials explained={data()} />}</Show>
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
    <div class="answers" role="status">
      <For each={props.explained.denials} fallback={<NoDenial others={props.explained.otherEvents} />}>
        {(denial) => <DenialCard denial={denial} />}
      </For>
      <Show when={props.explained.more > 0}>
        <p>{count(props.explained.more, "more denial")} not shown: paste fewer events.</p>
      </Show>
    </div>
  );
}

function NoDenial(props: { others: number }) {
  return (
    <div class="card card-body">
      <h2>This text tells of no denial</h2>
      <p class="mt-1 text-muted">
        {props.others > 0
          ? `${count(props.others, "event")} of CloudTrail, and none was denied.`
          : "Gatehouse looks for “is not authorized to perform”, for an AccessDenied event of CloudTrail and for a decoded authorization message. Paste the whole message, not a part of it."}
      </p>
    </div>
  );
}
