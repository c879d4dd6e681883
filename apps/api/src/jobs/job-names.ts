export const SYNC_ESTATE = "sync-estate";
export const APPLY_CONFIRMED = "apply-confirmed-removals";
export const JOB_NAMES = [SYNC_ESTATE, APPLY_CONFIRMED];
