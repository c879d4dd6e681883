/** Stands in the audit log for whoever wanted to sign in and is not known to be anyone. */
export const NOBODY_YET = { kind: "system" as const, name: "sign-on" };
