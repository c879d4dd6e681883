import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import { within } from "../estate/within.ts";

const PATIENCE_MS = 5_000;

/**
 * Resolves when the whole estate is in memory, and throws where that takes too long: nobody is told of roles which are
 * not read yet that they are none.
 */
export async function onceFilled({ estate }: Pick<App, "estate">, patienceMs = PATIENCE_MS): Promise<void> {
  if (estate.comparedAt() !== undefined) return;
  await within(patienceMs, estate.filled()).catch((cause: unknown) => {
    const status = estate.status();
    const why = status.state === "ready" ? "Gatehouse has just started." : status.sentence;
    throw new Failure("unavailable", `${why} Try again in a minute.`, { cause });
  });
}
