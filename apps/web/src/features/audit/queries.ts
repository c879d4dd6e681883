import { queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import type { AuditWish } from "./filter.ts";

/** A page of the audit log, the newest first; the newest page is looked at again when the window is. */
export function auditEvents(wish: AuditWish, before: string | undefined) {
  return queryOptions({
    queryKey: ["audit", wish, before ?? ""],
    queryFn: ({ signal }) => api.audit.events.query({ ...wish, ...(before !== undefined && { before }) }, { signal }),
    staleTime: before === undefined ? 5_000 : Number.POSITIVE_INFINITY,
  });
}
