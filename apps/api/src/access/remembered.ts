/** Values by name, of which those used least recently go first. */
export type Remembered<T> = {
  get(name: string): T | undefined;
  set(name: string, value: T): void;
};

/** Remembers values as long as together they weigh no more than that; one alone is kept whatever it weighs. */
export function createRemembered<T>(most: number, weigh: (value: T) => number): Remembered<T> {
  const known = new Map<string, T>();
  let weight = 0;
  const forget = (name: string): void => {
    const value = known.get(name);
    if (value === undefined || !known.delete(name)) return;
    weight -= weigh(value);
  };
  return {
    get(name) {
      const value = known.get(name);
      if (value === undefined) return undefined;
      // A map keeps the order of insertion: what was used last stands last.
      known.delete(name);
      known.set(name, value);
      return value;
    },
    set(name, value) {
      forget(name);
      known.set(name, value);
      weight += weigh(value);
      for (const oldest of known.keys()) {
        if (weight <= most || oldest === name) return;
        forget(oldest);
      }
    },
  };
}
