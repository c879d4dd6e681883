import { SQLiteError } from "bun:sqlite";
import { Failure } from "@gatehouse/core/failure";

const LONGEST_PAUSE_MS = 8;

/** Tells a lock that another process or thread holds for the moment from everything else. */
function isLocked(error: unknown): boolean {
  return error instanceof SQLiteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code ?? "");
}

/** Turns what the database file refused into a Failure "unavailable"; what is no SQLite error is passed on as it is. */
function toFailure(error: unknown): unknown {
  if (!(error instanceof SQLiteError)) return error;
  if (isLocked(error)) {
    return new Failure("unavailable", "The database file is locked by another program. Try again in a moment.", {
      cause: error,
    });
  }
  if (error.code === "SQLITE_FULL") {
    return new Failure("unavailable", "The disk of the database file is full. Nothing was written; free some space.", {
      cause: error,
    });
  }
  return new Failure("unavailable", `The database file cannot be used: ${error.message}.`, { cause: error });
}

/**
 * Runs short synchronous work on the database, again while another writer holds the lock, at most for so long.
 * The wait gives the thread back between tries: SQLite's own busy timeout would stop every request.
 */
export async function whenUnlocked<T>(waitMs: number, work: () => T): Promise<T> {
  let deadline: number | undefined;
  for (;;) {
    try {
      return work();
    } catch (error) {
      deadline ??= performance.now() + waitMs;
      if (!isLocked(error) || performance.now() >= deadline) throw toFailure(error);
    }
    // Chance keeps two that write often from meeting again and again.
    await Bun.sleep(1 + Math.random() * LONGEST_PAUSE_MS);
  }
}
