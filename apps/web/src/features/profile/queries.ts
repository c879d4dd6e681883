import { mutationOptions, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { forgetTab } from "../../lib/tab-memory.ts";

/** What one's sign-on said and what follows. */
export function profile() {
  return queryOptions({
    queryKey: ["session", "profile"],
    queryFn: ({ signal }) => api.session.profile.query(undefined, { signal }),
  });
}

/** Ends all of one's sessions, this one too. */
export function signOutEverywhere() {
  return mutationOptions({
    mutationFn: () => api.session.signOutEverywhere.mutate(),
    onSuccess({ next }) {
      forgetTab();
      location.replace(next);
    },
  });
}
