import { Match, Switch, type Accessor, type JSX } from "solid-js";
import type { Query } from "../lib/create-query.ts";
import { ErrorPlace } from "./error-place.tsx";

/**
 * Shows what a query answered. The first wait shows a skeleton, after 200 ms; a failure has its place and a way to
 * try again; while it is read anew, or that fails, what was known stays.
 */
export function Loaded<T>(props: {
  query: Query<T>;
  skeleton: JSX.Element;
  what?: string;
  /** Names the page above a failure, where the page itself cannot. */
  head?: JSX.Element;
  children: (data: Accessor<NonNullable<T>>) => JSX.Element;
}) {
  return (
    <Switch fallback={<Waiting>{props.skeleton}</Waiting>}>
      <Match when={props.query.data}>{(data) => props.children(data)}</Match>
      <Match when={props.query.error}>
        {(error) => (
          <>
            {props.head}
            <ErrorPlace error={error()} retry={props.query.refetch} what={props.what} />
          </>
        )}
      </Match>
    </Switch>
  );
}

function Waiting(props: { children: JSX.Element }) {
  return (
    <div class="delayed" role="status">
      <span class="sr-only">Reading</span>
      {props.children}
    </div>
  );
}
