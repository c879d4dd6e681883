const MINUTE = 60_000;

/**
 * The last tick at or before a time. Ticks lie on whole multiples of the interval since 1970, so that all
 * processes name the same ones whenever they were started.
 */
export function lastTick(now: number, everyMinutes: number): number {
  const interval = everyMinutes * MINUTE;
  return Math.floor(now / interval) * interval;
}

/** The first tick after a time. */
export function nextTick(now: number, everyMinutes: number): number {
  return lastTick(now, everyMinutes) + everyMinutes * MINUTE;
}

/** A minute in UTC as ids spell it, e.g. 20261124T1415Z. */
function stamp(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace(/[-:]/g, "")}Z`;
}

/** The id of the run that a tick starts: the same in every process, so that a tick runs once. */
export function tickId(job: string, tick: number): string {
  return `${job}-${stamp(tick)}`;
}
