import type { App } from "../app.ts";
import { within } from "../estate/within.ts";

/** Whether this process should be sent requests, and what it lacks, each in a sentence that names no secret. */
export type Readiness = { ready: boolean; missing: Lack[]; degraded: Lack[] };
type Lack = { what: "storage" | "read model" | "aws" | "process"; sentence: string };

const STORAGE_ANSWERS_MS = 2_000;
/** However often it is asked, storage is looked at once in so long. */
const LOOK_EVERY_MS = 1_000;

/** Answers whether storage can be reached, the read model is filled and AWS has said who a hub is. */
export function createReadiness(app: App, stopping: () => boolean): () => Promise<Readiness> {
  let looked: { at: number; answers: Promise<boolean> } | undefined;

  const storageAnswers = (): Promise<boolean> => {
    if (looked === undefined || performance.now() - looked.at > LOOK_EVERY_MS)
      looked = { at: performance.now(), answers: look(app) };
    return looked.answers;
  };

  return async () => {
    const status = app.estate.status();
    const unknown = app.hubs.unknown();
    const allUnknown = unknown.length === app.config.hubs.length;
    const hubs = unknown.map((hub): Lack => ({ what: "aws", sentence: `AWS has not said yet who the hub ${hub} is.` }));
    const missing: Lack[] = [
      ...lack(stopping(), "process", "This process is stopping."),
      ...lack(!(await storageAnswers()), "storage", "The table cannot be read."),
      ...(status.state === "filling" ? [{ what: "read model", sentence: status.sentence } as const] : []),
      ...(allUnknown ? hubs : []),
    ];
    const degraded: Lack[] = [
      ...(status.state === "stale" ? [{ what: "read model", sentence: status.sentence } as const] : []),
      ...(allUnknown ? [] : hubs),
    ];
    return { ready: missing.length === 0, missing, degraded };
  };
}

function lack(is: boolean, what: Lack["what"], sentence: string): Lack[] {
  return is ? [{ what, sentence }] : [];
}

async function look(app: App): Promise<boolean> {
  return within(STORAGE_ANSWERS_MS, app.store.notes.get("readiness")).then(
    () => true,
    () => false,
  );
}
