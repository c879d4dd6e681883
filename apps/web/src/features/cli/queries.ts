import { mutationOptions, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";

const LOOK_AGAIN_MS = 3_000;

/** Programs that wait for the person now; a command begins while the page is open, so it looks again and again. */
export function pendingLogins() {
  return queryOptions({
    queryKey: ["cli", "pending"],
    queryFn: ({ signal }) => api.cli.pending.query(undefined, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** The logins of a person; without a name, one's own. */
export function cliLogins(person: string | undefined) {
  return queryOptions({
    queryKey: ["cli", "logins", person],
    queryFn: ({ signal }) => api.cli.logins.query(person ? { person } : {}, { signal }),
  });
}

/** Sees who asks, once: it is a mutation because nobody may see it twice. */
export function openLogin() {
  return mutationOptions({ mutationFn: (token: string) => api.cli.openLogin.mutate({ token }), gcTime: 0 });
}

export type Answer = { token: string; nonce: string; approve: boolean };

/** Approves or denies what was on the screen. */
export function answerLogin() {
  return mutationOptions({ mutationFn: (answer: Answer) => api.cli.answerLogin.mutate(answer) });
}

/** Ends one login, or all of a person's. */
export function endLogins() {
  return mutationOptions({
    mutationFn: (which: { id: string } | { person: string }) => api.cli.endLogins.mutate(which),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["cli", "logins"] }),
  });
}
