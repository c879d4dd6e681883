export const SYNC_ESTATE = "sync-estate";
export const APPLY_CONFIRMED = "apply-confirmed-removals";
