import { createMemo, Show, type Accessor, type JSX } from "solid-js";
import type { Query } from "../../lib/create-query.ts";
import { visible } from "../../lib/visible.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import type { Answered } from "./queries.ts";

/**
 * Shows the answer to what is asked now, and says aloud that it is worked out and what it is. An answer of another
 * subject is never shown; one that was of the same subject stays until the next is there, dimmed and marked as busy.
 */
export function AnswerPlace<Question, Answer>(props: {
  query: Query<Answered<Question, Answer> | null>;
  question: Question;
  /** False while it is still typed, when the query is of what was asked before. */
  settled: boolean;
  subjectOf: (question: Question) => string;
  /** What is said where it fails. */
  what: string;
  /** The answer in a sentence, for whoever hears the page. */
  spoken: (answer: Answer) => string;
  children: (answer: Accessor<Answer>, question: Accessor<Question>) => JSX.Element;
}) {
  let place: HTMLDivElement | undefined;
  const error = () => (props.settled ? props.query.error : null);
  const shown = createMemo(() => {
    const { data } = props.query;
    return data && props.subjectOf(data.question) === props.subjectOf(props.question) ? data : undefined;
  });
  const now = createMemo(() => JSON.stringify(props.question));
  const busy = createMemo(() => error() === null && JSON.stringify(shown()?.question) !== now());
  const spoken = () => {
    const data = error() === null ? shown() : undefined;
    return data === undefined ? "" : visible(props.spoken(data.answer));
  };
  const retry = () => {
    // The button that was pressed goes with the error.
    place?.focus();
    props.query.refetch();
  };
  return (
    <div class="answer-place" aria-busy={busy()} tabindex="-1" ref={(element) => (place = element)}>
      {/* A region that comes together with its words is not read out: this one stays, and its words change. */}
      <div role="status">
        <Show when={busy()} fallback={<span class="sr-only">{spoken()}</span>}>
          <p class="answer-working" classList={{ "answer-first": shown() === undefined }}>
            {props.query.offline ? "You are offline: this is answered once you are connected." : "Working out…"}
          </p>
        </Show>
      </div>
      <Show when={error()}>
        {(problem) => (
          <div class="mt-5">
            <ErrorPlace error={problem()} retry={retry} what={props.what} />
          </div>
        )}
      </Show>
      <Show when={error() === null && shown()}>
        {(data) => (
          <div classList={{ "answer-old": busy() }}>
            {props.children(
              () => data().answer,
              () => data().question,
            )}
          </div>
        )}
      </Show>
    </div>
  );
}
