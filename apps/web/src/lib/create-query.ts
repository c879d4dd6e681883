import { QueryObserver, type DefaultError, type QueryKey, type QueryObserverOptions } from "@tanstack/solid-query";
import { createComputed, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from "solid-js";
import { queryClient } from "./query-client.ts";

/** What a page sees of a query: the last answer, and what went wrong since. */
export type Query<T> = {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly updatedAt: number;
  /** Whether the question waits because the browser is offline. */
  readonly offline: boolean;
  refetch(): void;
};

/**
 * Follows a query for as long as the component lives. In place of solid-query's useQuery, which reads through a
 * Suspense resource: where an answer was there before the component, each later reading of it would suspend the page,
 * and its rows would lose the focus. Here an answer that has not changed draws nothing again.
 */
export function createQuery<T, K extends QueryKey>(
  options: Accessor<QueryObserverOptions<T, DefaultError, T, T, K>>,
): Query<T> {
  const observer = new QueryObserver(queryClient, untrack(options));
  const [result, setResult] = createSignal(observer.getCurrentResult());
  const data = createMemo(() => result().data);
  // A failure stays on the screen while it is tried again, so that nothing flickers; that of another question does not.
  const failure = createMemo<{ error: Error | null; of?: object }>(
    (last) => {
      const { error, isPending } = result();
      const of = observer.getCurrentQuery();
      return error === null && isPending && last.of === of ? last : { error, of };
    },
    { error: null },
  );
  const updatedAt = createMemo(() => result().dataUpdatedAt);
  onCleanup(observer.subscribe(setResult));
  createComputed(on(options, (changed) => observer.setOptions(changed), { defer: true }));
  return {
    get data() {
      return data();
    },
    get error() {
      return failure().error;
    },
    get updatedAt() {
      return updatedAt();
    },
    get offline() {
      return result().fetchStatus === "paused";
    },
    refetch: () => void observer.refetch(),
  };
}
