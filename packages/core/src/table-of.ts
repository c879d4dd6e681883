/**
 * Makes a table to look names up in that somebody else chose: unlike in an object, nothing is found there by a name that
 * every object has, e.g. constructor or __proto__.
 */
export function tableOf<Value>(values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values));
}
