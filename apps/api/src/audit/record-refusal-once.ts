import type { Actor } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import type { Happening } from "./record.ts";
import { recordRefusal } from "./record-refusal.ts";

const EVERY_MS = 3_600_000;

type Refusal = Omit<Happening, "outcome"> & {
  /** What is refused again and again. */
  name: string;
};

/** Records a refusal once an hour: a program goes on asking, and a stranger must not fill the log by it. */
export async function recordRefusalOnce(app: App, actor: Actor, { name, ...refusal }: Refusal): Promise<void> {
  const first = await app.store.once.claim(`refused:${name}`, EVERY_MS).catch((error: unknown) => {
    app.log.error({ error, command: refusal.command }, "a refusal could not be audited");
    return false;
  });
  if (first) await recordRefusal(app, actor, refusal);
}
