import { mutationOptions, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { forgetTab, keepTabFor } from "../../lib/tab-memory.ts";

/** Who is signed in. */
export function me() {
  return queryOptions({
    queryKey: ["session", "me"],
    queryFn: async ({ signal }) => {
      const person = await api.session.me.query(undefined, { signal });
      keepTabFor(person.name);
      return person;
    },
    staleTime: 5 * 60_000,
  });
}

/** What the sign-in page offers. */
export function signOnOptions() {
  return queryOptions({
    queryKey: ["session", "options"],
    queryFn: ({ signal }) => api.session.options.query(undefined, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Signs in as one of the demo's people and leads to where they came from; the page is loaded anew. */
export function signInDemo() {
  return mutationOptions({
    mutationFn: (input: { name: string; next?: string }) => api.session.signInDemo.mutate(input),
    onSuccess: ({ next }) => location.replace(next),
  });
}

/** Ends the session everywhere and forgets what this page holds; the server says where that is to be seen. */
export function signOut() {
  return mutationOptions({
    mutationFn: () => api.session.signOut.mutate(),
    onSuccess({ next }) {
      forgetTab();
      location.replace(next);
    },
  });
}
