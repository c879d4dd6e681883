import { createMemo, Show, type Accessor, type JSX } from "solid-js";
import type { Query } from "../../lib/create-query.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import type { Answered } from "./queries.ts";

/**
 * Shows the answer to what is asked now. An answer of another subject is never shown; one that was of the same subject
 * stays until the next is there, dimmed and marked as busy.
 */
export function AnswerPlace<Question, Answer>(props: {
  query: Query<Answered<Question, Answer> | null>;
  question: Question;
  /** False while it is still typed, when the query is of what was asked before. */
  settled: boolean;
  subjectOf: (question: Question) => string;
  /** What is said where it fails. */
  what: string;
  children: (answer: Accessor<Answer>, question: Accessor<Question>) => JSX.Element;
}) {
  const error = () => (props.settled ? props.query.error : null);
  const shown = createMemo(() => {
    const { data } = props.query;
    return data && props.subjectOf(data.question) === props.subjectOf(props.question) ? data : undefined;
  });
  const now = createMemo(() => JSON.stringify(props.question));
  const busy = createMemo(() => error() === null && JSON.stringify(shown()?.question) !== now());
  return (
    <div class="answer-place" aria-busy={busy()}>
      <Show when={busy()}>
        <p class="answer-working" role="status">
          {props.query.offline ? "You are offline: this is answered once you are connected." : "Working out…"}
        </p>
      </Show>
      <Show when={error()}>
        {(problem) => (
          <div class="mt-5">
            <ErrorPlace error={problem()} retry={props.query.refetch} what={props.what} />
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
