/** Does the work for every entry, so many at a time, and stops beginning new ones once one throws or the signal is aborted. */
export async function atATime<T>(
  limit: { count: number; signal: AbortSignal },
  entries: readonly T[],
  work: (entry: T) => Promise<void>,
): Promise<void> {
  const waiting = entries.values();
  let failed = false;
  const worker = async () => {
    for (const entry of waiting) {
      if (failed || limit.signal.aborted) return;
      await work(entry).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: limit.count }, worker));
  const broken = workers.find((result) => result.status === "rejected");
  if (broken) throw broken.reason;
}
