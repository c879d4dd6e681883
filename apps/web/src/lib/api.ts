import type { AppRouter } from "@gatehouse/api/router";
import { createTRPCClient, httpBatchLink } from "@trpc/client";

/** Calls made in one tick travel as one request; the header tells the server that no other site made it. */
export const api = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: "/api/trpc", headers: { "x-gatehouse": "1" }, maxURLLength: 4000, maxItems: 20 })],
});
