/** Makes a value that cannot be changed at any depth, but for its bytes; answers the value itself. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
