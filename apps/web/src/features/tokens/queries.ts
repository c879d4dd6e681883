import type { NewToken } from "@gatehouse/core/api-token";
import { mutationOptions, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";

/** One's own API tokens. */
export function tokens() {
  return queryOptions({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => api.tokens.list.query(undefined, { signal }),
  });
}

const lookAgain = () => queryClient.invalidateQueries({ queryKey: ["tokens"] });

/** Makes a token; its text is in the answer alone. */
export function createToken() {
  return mutationOptions({
    mutationFn: (token: NewToken) => api.tokens.create.mutate(token),
    onSettled: lookAgain,
    gcTime: 0,
  });
}

/** Ends a token at once. */
export function revokeToken() {
  return mutationOptions({ mutationFn: (id: string) => api.tokens.revoke.mutate({ id }), onSettled: lookAgain });
}
