import type { Copy } from "./cache.ts";

/** Yields a copy's fields page by page, however they were given. */
export async function* pagesOf(
  copy: ReadonlyMap<string, string> | AsyncIterable<ReadonlyMap<string, string>>,
): AsyncIterable<ReadonlyMap<string, string>> {
  if (copy instanceof Map) yield copy;
  else yield* copy as AsyncIterable<ReadonlyMap<string, string>>;
}

/** Collects a copy that may come page by page into one value of its own. */
export async function wholeCopy(copy: Copy): Promise<string | Map<string, string>> {
  if (typeof copy === "string") return copy;
  const fields = new Map<string, string>();
  for await (const page of pagesOf(copy)) for (const [name, text] of page) fields.set(name, text);
  return fields;
}
