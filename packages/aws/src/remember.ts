/** Credentials and the like are renewed this long before they expire, so that no call begins with dying ones. */
const MARGIN_MS = 5 * 60_000;
/** While the old ones are still good, a renewal that failed is tried again only so often, since each try may take long. */
const AGAIN_MS = 10_000;

/**
 * Remembers what was made until five minutes before it expires. Callers at the same time share one making. One that
 * fails is not remembered: until it has really expired, what was made before is answered.
 */
export function rememberUntilExpiry<T>(
  make: () => Promise<T>,
  expiresAt: (made: T) => number,
  now: () => number,
): () => Promise<T> {
  let made: { value: T; expires: number; renewAt: number } | undefined;
  let making: Promise<T> | undefined;

  const renew = async (): Promise<T> => {
    try {
      const value = await make();
      const expires = expiresAt(value);
      made = { value, expires, renewAt: expires - MARGIN_MS };
      return value;
    } catch (error) {
      if (made === undefined || now() >= made.expires) throw error;
      made = { ...made, renewAt: Math.min(now() + AGAIN_MS, made.expires) };
      return made.value;
    } finally {
      making = undefined;
    }
  };

  return async () => {
    if (made && now() < made.renewAt) return made.value;
    making ??= renew();
    return making;
  };
}
