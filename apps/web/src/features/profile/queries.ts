import { queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";

/** What one's sign-on said and what follows. */
export function profile() {
  return queryOptions({
    queryKey: ["session", "profile"],
    queryFn: ({ signal }) => api.session.profile.query(undefined, { signal }),
  });
}
