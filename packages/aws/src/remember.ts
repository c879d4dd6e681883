/** Credentials and the like are renewed this long before they expire, so that no call begins with dying ones. */
const MARGIN_MS = 5 * 60_000;

/**
 * Remembers what was made until five minutes before it expires. Callers at the same time share one making; one that
 * failed is not remembered.
 */
export function rememberUntilExpiry<T>(
  make: () => Promise<T>,
  expiresAt: (made: T) => number,
  now: () => number,
): () => Promise<T> {
  let made: { value: T; until: number } | undefined;
  let making: Promise<T> | undefined;

  const renew = async (): Promise<T> => {
    try {
      const value = await make();
      made = { value, until: expiresAt(value) - MARGIN_MS };
      return value;
    } finally {
      making = undefined;
    }
  };

  return async () => {
    if (made && now() < made.until) return made.value;
    making ??= renew();
    return making;
  };
}
