import type { Actor } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import { type Happening, record } from "./record.ts";

const EVERY_MS = 3_600_000;

type Repeated = Happening & {
  /** What happens again and again. */
  name: string;
};

/** Records what a page asks for again and again once an hour, or throws: it is on record before anybody has it. */
export async function recordOnce(app: App, actor: Actor, { name, ...happening }: Repeated): Promise<void> {
  if (await app.store.once.claim(`recorded:${name}`, EVERY_MS)) await record(app, actor, happening);
}
