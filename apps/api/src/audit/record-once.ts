import type { Actor } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import { type Happening, record } from "./record.ts";

const EVERY_MS = 3_600_000;

type Repeated = Happening & {
  /** What happens again and again. */
  name: string;
};

/**
 * Records what a page asks for again and again once an hour, or throws: when this resolves it is on record. It is claimed
 * when it has been written: whoever is stopped in between is on record twice, and never not at all.
 */
export async function recordOnce(app: App, actor: Actor, { name, ...happening }: Repeated): Promise<void> {
  const claimed = `recorded:${name}`;
  if (await app.store.once.isClaimed(claimed)) return;
  await record(app, actor, happening);
  await app.store.once.claim(claimed, EVERY_MS);
}
