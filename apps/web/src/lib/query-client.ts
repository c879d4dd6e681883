import { MutationCache, QueryCache, QueryClient } from "@tanstack/solid-query";
import { problemOf } from "./failure.ts";
import { signInPath } from "./next.ts";
import { holdHash } from "./tab-memory.ts";
import { writePending } from "./url-state.ts";

function leaveIfSignedOut(error: unknown) {
  if (problemOf(error).code !== "unauthenticated" || location.pathname === "/login") return;
  holdHash();
  writePending();
  location.replace(signInPath(location));
}

/** Only what may pass by itself is tried again; an ended session goes to sign-in and comes back to the same address. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  mutationCache: new MutationCache({ onError: leaveIfSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && problemOf(error).code === "unavailable",
      retryDelay: (attempt) => 500 * 2 ** attempt,
    },
    mutations: { retry: false },
  },
});
