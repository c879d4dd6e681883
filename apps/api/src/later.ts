import { setImmediate as nextTurn } from "node:timers/promises";
import type { Logger } from "./log.ts";

/** Work that an answer need not wait for, though it must be done: it begins at once after it. */
export type Later = {
  begin(work: () => Promise<void>): Promise<void>;
  /** Resolves when all that was begun is done. */
  settled(): Promise<void>;
};

/** Begins such work in the next turn of the event loop and answers before; what fails is logged. */
export function createLater(log: Logger): Later {
  const running = new Set<Promise<void>>();
  return {
    async begin(work) {
      const done: Promise<void> = nextTurn()
        .then(work)
        .catch((error: unknown) => log.error({ error }, "what was left to do after an answer failed"))
        .finally(() => running.delete(done));
      running.add(done);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
