/** Wakes whoever waits; a ring between two waits is not lost. */
export type Bell = {
  ring(): void;
  /** Resolves when the bell rings after this call, after so long, or when the signal is aborted. */
  next(milliseconds: number): Promise<void>;
  close(): void;
};

export function createBell(signal: AbortSignal): Bell {
  let wake: (() => void) | undefined;
  const ring = () => wake?.();
  signal.addEventListener("abort", ring);
  return {
    ring,
    next(milliseconds) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    close() {
      signal.removeEventListener("abort", ring);
      ring();
    },
  };
}
