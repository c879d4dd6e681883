import type { App } from "@gatehouse/api/app";

const nothing = (): void => {};

/** A log that says nothing, so that standard output holds figures alone. */
export const SILENT: App["log"] = { debug: nothing, info: nothing, warn: nothing, error: nothing };
