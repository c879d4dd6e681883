import type { AppRouter } from "@gatehouse/api/router";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";

/** Subscriptions only, apart from api.ts, so that a page without live parts does not load the event stream's code. */
export const liveApi = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: "/api/trpc" })] });
