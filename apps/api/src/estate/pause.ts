/** A request waits for at most one such slice of work, and for what else the process has to do. */
const WORK_MS = 0.5;

/** Makes a function to call between the pieces of a long reading: it lets requests be answered in between. */
export function createPause(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < WORK_MS) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
